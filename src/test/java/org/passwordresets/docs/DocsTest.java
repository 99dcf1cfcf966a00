package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.ConfigurationReader;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.pact.Pacts;
import org.passwordresets.support.Browser;
import org.passwordresets.support.Client;
import org.passwordresets.support.ServerTest;

/** The documentation as a reader without a token meets it. */
@Property(name = "docs.try-it-here", value = "true")
class DocsTest extends ServerTest {
    private static final List<String> PAGES = List.of(
            "index.html",
            "authentication.html",
            "rights.html",
            "clients.html",
            "security.html",
            "reference.html",
            "try.html",
            "errors.html",
            "filters.html",
            "extending.html",
            "features.html",
            "deployment.html",
            "administration.html",
            "configuration.html",
            "speed.html",
            "compatibility.html",
            "usage.html",
            "changelog.html");

    @Test
    void theStartIsFoundWithAndWithoutASlash() {
        Client.Response bare = reader().get("/docs");
        assertThat(bare.status()).isEqualTo(307);
        assertThat(bare.header("Location")).isEqualTo("docs/");
        assertThat(reader().get("/docs/").body()).contains("A password reset in five steps");
        assertThat(reader().get("/docs/no-such-page").status()).isEqualTo(404);
        assertThat(reader().get("/docs/index.html/").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "*|gzip",
                "GZIP|gzip",
                "x-gzip;q=0.5|gzip",
                "snappy, *;q=0.1|gzip",
                "gzip;q=0, *|deflate",
                "gzip;q=0.1, deflate;q=0.2|deflate",
                "br, zstd|-",
                "gzip;q=0|-",
                "*;q=0|-",
                "gzip;q=x|-",
                "identity|-"
            })
    void aResponseHasACodingThatTheClientAccepts(String accepted, String coding) {
        Client.Response page = reader().header("Accept-Encoding", accepted).get("/docs/reference.html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Encoding")).isEqualTo(coding);
        assertThat(page.header("Vary")).isEqualTo("Accept-Encoding");
    }

    @Test
    void theFrameworksOwnPagesAreNotThere() {
        for (String path : List.of("beans", "info", "routes", "threaddump", "flyway", "refresh", "loggers", "env")) {
            assertThat(reader().get("/" + path).status()).as(path).isEqualTo(404);
        }
        assertThat(reader().get("/health").status()).isEqualTo(200);
    }

    @Test
    void pagesSayWhatBrowsersMayLoadAndKeep() {
        for (String page : PAGES) {
            Client.Response response = reader().get("/docs/" + page);
            assertThat(response.status()).as(page).isEqualTo(200);
            assertThat(response.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(response.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';");
            assertThat(response.header("Cache-Control")).isEqualTo("no-cache");

            Client.Response again =
                    reader().header("If-None-Match", response.header("ETag")).get("/docs/" + page);
            assertThat(again.status()).as(page).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    /** Only the viewer's own script, which the policy keeps in check, knows addresses of other hosts. */
    @Test
    void pagesNameNoOtherHostToLoadFrom() {
        Pattern loading = Pattern.compile(
                "(?:src|action|srcset)=\"(?:https?:)?//|<link[^>]*href=\"(?:https?:)?//|url\\((?:https?:)?//");
        for (String page : PAGES) {
            assertThat(reader().get("/docs/" + page).body()).as(page).doesNotContainPattern(loading);
        }
        assertThat(reader().get("/docs/docs.css").body()).doesNotContainPattern(loading);
    }

    @Test
    void theContractIsOneDocumentThatRefersOnlyToItself() {
        JsonNode contract = reader().get("/docs/openapi.json").json();

        List<String> references = contract.findValuesAsText("$ref");
        assertThat(references).isNotEmpty().allMatch(reference -> reference.startsWith("#/components/"));
        assertThat(references).allSatisfy(reference -> assertThat(
                        contract.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
        assertThat(contract).isEqualTo(ContractBundle.in(Path.of("openapi")).document());
        assertThat(reader().get("/docs/openapi.yaml").body()).startsWith("---\nopenapi: \"3.0.3\"");
    }

    @Test
    void theGuideLeadsToTheWorkflowsWhoseContractStandsBesideThem() {
        String guide = reader().get("/docs/index.html").body();
        String workflows = reader().get("/docs/password_reset.arazzo.yaml").body();

        assertThat(guide).contains("<a href=\"password_reset.arazzo.yaml\">");
        assertThat(workflows).contains("\narazzo: 1.0.1\n").contains("\n    url: openapi.yaml\n");
        assertThat(reader().get("/docs/openapi.yaml").status()).isEqualTo(200);
    }

    @Test
    void theGuideSaysWhereLinksLead() {
        assertThat(reader().get("/docs/index.html").body())
                .containsPattern("createCustomer\">Create a customer</a></td><td><a href=\"[^\"]*retrieveCustomer\">");
    }

    @Test
    void speedShowsMoreRowsAndWhatEachStepGave() {
        assertThat(reader().get("/docs/speed.html").body())
                .contains("<th>ms with 10,000 resets</th><th>ms with 1,000,000 resets</th>")
                .containsPattern("<td>last page</td>(<td>\\d+\\.\\d\\d</td>){3}")
                .containsPattern("id=\"given-up\"[\\s\\S]+from secure generators only")
                .contains("<strong>this server</strong>");
    }

    @Test
    void rightsSayWhoMayDoWhat() {
        assertThat(reader().get("/docs/rights.html").body())
                .contains(
                        "<th><code>integration</code></th><th><code>sales_<wbr>channel</code></th><th><code>customer</code></th>")
                .contains("deleteCustomer\">Delete a customer</a></td><td>yes</td><td>–</td><td>–</td>")
                .contains(
                        "retrieveCustomer\">Retrieve a customer</a></td><td>yes</td><td>–</td><td>own</td><td>yes</td>")
                .containsPattern("updateCustomerPasswordReset\">[^<]+</a></td><td>yes</td><td>yes</td><td>yes</td>")
                .contains("Update a customer</a></td><td>–</td><td><code>email</code>, <code>password</code></td>");
    }

    @Test
    void cellsOfManyColumnsSayTheirHeadingOnNarrowScreens() {
        assertThat(reader().get("/docs/security.html").body())
                .contains(
                        "<table class=\"stack\">",
                        "<td data-label=\"how, or why not\">",
                        "<td>the server does not do it");
    }

    @Test
    void everyErrorCodeHasItsCauseAndCure() {
        JsonNode schemas = reader().get("/docs/openapi.json").at("/components/schemas");
        String page = reader().get("/docs/errors.html").body();

        for (String schema : List.of("ErrorCode", "ValidationCode", "OAuthErrorCode")) {
            schemas.path(schema).path("enum").forEach(code -> assertThat(page)
                    .containsPattern(
                            "id=\"%s\">[\\s\\S]{0,400}<dt>Cause</dt><dd>.{20}[\\s\\S]+?<dt>Solution</dt><dd>.{10}"
                                    .formatted(code.asText())));
        }
    }

    @Test
    void everyConfigurationKeyIsDescribed() {
        String page = reader().get("/docs/configuration.html").body();

        assertThat(configurationKeys()).contains("docs.try-it-here").allSatisfy(key -> assertThat(page)
                .contains("<tr id=\"" + key + "\">"));
        assertThat(page)
                .containsPattern(
                        "password-resets.token-lifetime<.{1,60}PASSWORD_RESETS_TOKEN_LIFETIME<.{1,40}<code>6h<")
                .contains("auth.applications.&lt;name&gt;.kind", "AUTH_APPLICATIONS_&lt;NAME&gt;_KIND")
                .doesNotContain("{@")
                .as("keys without a description")
                .doesNotContain("<td> <span");
    }

    private List<String> configurationKeys() {
        return server
                .getApplicationContext()
                .getBeanDefinitions(Qualifiers.byStereotype(ConfigurationReader.class))
                .stream()
                .filter(definition -> definition.getBeanType().getName().startsWith("org.passwordresets."))
                .flatMap(definition -> Stream.of(definition.getConstructor().getArguments())
                        .filter(argument -> !argument.isAnnotationPresent(Parameter.class))
                        .map(argument -> definition
                                        .stringValue(ConfigurationReader.class, ConfigurationReader.PREFIX)
                                        .orElseThrow()
                                + "." + NameUtils.hyphenate(argument.getName())))
                .map(key -> key.replace("*", "&lt;name&gt;"))
                .toList();
    }

    @Test
    void theLatestEntryOfTheChangelogIsTheVersionOfTheContract() {
        JsonNode contract = reader().get("/docs/openapi.json").json();

        assertThat(contract.at("/x-changelog/0/version")).isEqualTo(contract.at("/info/version"));
        assertThat(reader().get("/docs/changelog.html").body())
                .contains("<h2 id=\"" + contract.at("/info/version").asText() + "\">");
    }

    @Test
    void theUsageNamesEachConsumerAndWhatIsFree() {
        String page = reader().get("/docs/usage.html").body();

        assertThat(Pacts.in(Path.of("pact")).consumers()).isNotEmpty().allSatisfy(consumer -> assertThat(page)
                .contains("id=\"" + consumer + "\""));
        assertThat(page)
                .contains("<td><a class=\"consumer\" href=\"#")
                .contains("<td><span class=\"part free\">free</span>");
    }

    @Test
    void withoutADemoThereIsNoTokenToGive() {
        assertThat(reader().get("/docs/token.json").status()).isEqualTo(404);
    }

    @Test
    void thePublishedFolderIsTheSamePages(@TempDir Path folder) throws Exception {
        DocsGenerator.main(new String[] {"openapi", "pact", folder.toString()});

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .containsAll(PAGES)
                    .contains("scalar.js", "openapi.json");
        }
        assertThat(Files.readString(folder.resolve("errors.html"))).contains("id=\"KEY_ORDER_MISMATCH\"");
        assertThat(Files.readString(folder.resolve("try.html")))
                .as("the stub comes first")
                .containsSubsequence("http://127.0.0.1:4010\"", "http://127.0.0.1:8080\"");
    }

    @Tag("browser")
    @Test
    void aBrowserShowsAllOfItWithoutAskingAnotherHost(@TempDir Path profile) throws Exception {
        Path program = Browser.program().orElse(null);
        assumeTrue(program != null, "No Chromium here: the pages were not shown in a browser");

        try (Browser browser = Browser.start(program, profile)) {
            for (String colours : List.of("light", "dark")) {
                for (String page : PAGES) {
                    browser.open(docs(page), colours, "document.querySelector('.bar .colours')");
                    assertThat(browser.evaluate("document.body.className").asText())
                            .contains(colours + "-mode");
                }
            }
            String operation = "createCustomerPasswordReset";
            browser.open(
                    docs("try.html#tag/customer_password_resets/" + operation),
                    "light",
                    "document.body.innerText.includes('Creates a password reset') && document.body.innerText.includes('curl')");
            // The viewer scrolls there once it has drawn what stands above.
            browser.await(
                    "document.querySelector('[id$=\"" + operation + "\"]').getBoundingClientRect().top < innerHeight");

            List<String> elsewhere = new ArrayList<>(browser.requests());
            elsewhere.removeIf(request -> request.startsWith(server.getURI().toString())
                    || request.startsWith("data:")
                    || request.startsWith("blob:")
                    || request.startsWith("about:"));
            assertThat(elsewhere).as("requests to other hosts").isEmpty();
            assertThat(browser.complaints()).as("errors on the console").isEmpty();
        }
    }

    private Client reader() {
        return Client.plain(server.getURI()).header("Accept", "*/*");
    }

    private URI docs(String page) {
        return server.getURI().resolve("/docs/" + page);
    }
}
