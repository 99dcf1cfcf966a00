package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.support.Browser;

/** The folder that {@code make docs} writes, opened as files in a browser: with the search, on paper, and as axe sees it. */
@Tag("browser")
class OpenedAsFilesTest {
    /** With the tools of {@code make lint}. */
    private static final Path AXE = Path.of("src/checks/node_modules/axe-core/axe.min.js");

    /** When its scripts have run. */
    private static final String SHOWN = "document.readyState === 'complete' && document.querySelector('.bar .colours')";

    @TempDir
    private static Path folder;

    @TempDir
    private static Path profile;

    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        Path program = Browser.program().orElse(null);
        assumeTrue(program != null, "No Chromium here: the pages were not opened as files");
        DocsGenerator.main(new String[] {"openapi", "pact", folder.toString()});
        browser = Browser.start(program, profile);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pagination, index.html#pagination",
        "reset_password_token, reference.html#customer_password_resets.reset_password_token",
        "RATE_LIMITS_ENABLED, configuration.html#rate-limits.enabled",
        "rate-limits.enabled, configuration.html#rate-limits.enabled",
        "expird, errors.html#expired",
        "INVALID_TOKEN, errors.html#INVALID_TOKEN",
        "429, errors.html#status-429",
        "client_credentials, authentication.html#a-token-for-a-back-end",
        "curl, authentication.html#a-token-for-a-back-end",
        "page[size], reference.html#listCustomerPasswordResets",
        "create a password reset, reference.html#createCustomerPasswordReset",
        "jcont, filters.html#predicates",
        "nginx, deployment.html#6-nginx-with-tls",
        "storefront token, authentication.html#a-token-for-a-storefront",
        "athentication, index.html#authentication",
    })
    void theSearchLeadsThere(String query, String address) {
        browser.resize(1280);
        browser.open(page("index.html"), "light", SHOWN);
        search(query);
        browser.await("document.querySelector('.search li a')");
        assertThat(found()).startsWith(address);
    }

    @Test
    void anAddressThatCannotBeReadKeepsTheSearch() {
        browser.open(page("index.html"), "light", SHOWN);
        browser.evaluate("window.isBefore = true; location.hash = '#%'; location.reload()");
        browser.await("!window.isBefore && location.hash === '#%' && " + SHOWN);
        search("expired");
        browser.await("document.querySelector('.search li a')");
    }

    @Test
    void aFailedLoadOfTheSearchIsNotKept() throws Exception {
        Path index = folder.resolve("search.js");
        Path away = folder.resolve("away.js");
        Files.move(index, away);
        browser.open(page("index.html"), "light", SHOWN);
        search("expired");
        browser.await("document.querySelector('.search .none')");
        Files.move(away, index);
        search("expired");
        browser.await("document.querySelector('.search li a')");
    }

    private static void search(String text) {
        browser.evaluate("""
                (() => {
                  const input = document.querySelector('.search input');
                  input.value = '%s';
                  input.dispatchEvent(new Event('input'));
                })()""".formatted(text));
    }

    private static List<String> found() {
        JsonNode found = browser.evaluate(
                "[...document.querySelectorAll('.search li a')].map(link => link.getAttribute('href'))");
        return Definitions.texts(found);
    }

    @Test
    void theViewerHasTheContract() {
        browser.resize(1280);
        browser.open(
                page("try.html#tag/customers/listCustomers"),
                "light",
                "document.body.innerText.includes('List customers')");
        assertThat(browser.evaluate("document.querySelectorAll('input[type=search]').length")
                        .asInt())
                .as("search fields")
                .isOne();
    }

    @Test
    void anOldAddressOfAnOperationLeadsToIt() {
        browser.open(page("reference.html#tag/any/deleteCustomer"), "light", "location.hash === '#deleteCustomer'");
    }

    @Test
    void paperIsWhiteAndHasEveryExample() {
        browser.open(page("reference.html"), "dark", SHOWN);
        browser.print(true);
        browser.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.evaluate("getComputedStyle(document.body).color").asText())
                .isEqualTo("rgb(0, 0, 0)");
        assertThat(browser.evaluate("document.querySelectorAll('details:not([open]):not(.menu)').length")
                        .asInt())
                .isZero();
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.bar')).display")
                        .asText())
                .isEqualTo("none");
        browser.print(false);
    }

    @Test
    void aPhoneHasAMenuWithEveryPage() {
        browser.resize(390);
        browser.open(page("configuration.html"), "light", SHOWN);
        browser.evaluate("document.querySelector('.menu summary').click()");
        browser.await(
                "document.querySelector('.menu nav a[href=\"changelog.html\"]').getBoundingClientRect().width > 100");
        browser.await(
                "[...document.querySelectorAll('.stack td')].every(cell => cell.getBoundingClientRect().right <= innerWidth)");
        browser.open(page("index.html"), "light", SHOWN);
        browser.await("document.querySelector('.flow-picture.narrow').getBoundingClientRect().right <= innerWidth");
        browser.open(page("reference.html"), "light", "document.querySelector('.wide.scrolls[tabindex=\"0\"]')");
    }

    /** Also with everything unfolded that can be, in both colours, on a phone and on a desk. */
    @ParameterizedTest
    @MethodSource("pages")
    void axeFindsNothingSerious(String name) throws Exception {
        assumeTrue(Files.exists(AXE), "No axe-core here: run make lint first");
        String axe = Files.readString(AXE);
        String ready = name.equals(Pages.VIEWER) ? "document.body.innerText.includes('Introduction')" : SHOWN;
        browser.resize(1280);
        browser.open(page(name), "light", ready);
        browser.evaluate("document.querySelectorAll('.page details').forEach(fold => fold.open = true)");
        browser.evaluate(axe + ";0");
        for (int width : new int[] {1280, 390}) {
            browser.resize(width);
            for (String colours : List.of("light", "dark")) {
                browser.colour(colours);
                browser.await("document.body.classList.contains('" + colours + "-mode')");
                assertThat(serious(colours))
                        .as("%s, %d px, %s", name, width, colours)
                        .isEmpty();
            }
        }
    }

    /** In the dark, only the colours are others. */
    private static List<String> serious(String colours) {
        String rules = colours.equals("dark") ? "runOnly: ['color-contrast']," : "";
        return Definitions.texts(browser.evaluate("axe.run(document, { " + rules + """
                resultTypes: ['violations'] }).then(({ violations }) => violations
                  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                  .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)))"""));
    }

    static Stream<String> pages() throws Exception {
        return Stream.of(
                "index.html",
                "administration.html",
                "authentication.html",
                "rights.html",
                "clients.html",
                "security.html",
                "reference.html",
                "try.html",
                "errors.html",
                "filters.html",
                "compatibility.html",
                "deployment.html",
                "configuration.html",
                "speed.html",
                "stub.html",
                "extending.html",
                "features.html",
                "usage.html",
                "changelog.html");
    }

    private static URI page(String name) {
        return folder.toUri().resolve(name);
    }
}
