package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.support.Browser;
import org.passwordresets.support.Client;

/** A reader tries a request out, in the docs that the stub serves. */
@Tag("browser")
class TryItTest {
    private static final String OPERATION = "retrieveCustomerPasswordReset";
    private static final String OPERATION_SECTION = "document.querySelector('[id$=\"" + OPERATION + "\"]')";

    @Test
    void thePageShowsTheResponseOfTheStub(@TempDir Path profile) throws Exception {
        Path program = Browser.program().orElse(null);
        assumeTrue(program != null, "No Chromium here: no request was tried out in a browser");

        try (EmbeddedServer stub =
                        ApplicationContext.run(EmbeddedServer.class, Map.of("micronaut.server.port", "-1"), "stub");
                Browser browser = Browser.start(program, profile)) {
            URI page = stub.getURI().resolve("/docs/try.html#tag/customer_password_resets/" + OPERATION);
            browser.open(page, "light", "document.body.innerText.includes('curl')");
            // The viewer scrolls there once it has drawn what stands above.
            browser.await(OPERATION_SECTION + ".getBoundingClientRect().top < innerHeight");
            click(browser, OPERATION_SECTION + ".querySelector('.show-api-client-button')");
            click(browser, button("Send"));
            browser.await("document.body.innerText.includes('200 OK')");
            browser.await("document.body.innerText.includes('\"reset_password_token\": \"')");

            JsonNode seen = Client.plain(stub.getURI())
                    .header("Accept", "application/json")
                    .get("/__stub")
                    .json()
                    .at("/requests/0");
            assertThat(seen.path("operation").asText()).isEqualTo(OPERATION);
            assertThat(seen.path("status").asInt()).isEqualTo(200);
            assertThat(browser.complaints()).as("errors on the console").isEmpty();
        }
    }

    private static String button(String text) {
        return "[...document.querySelectorAll('button')].find(button => button.innerText.trim().startsWith('" + text
                + "'))";
    }

    private static void click(Browser browser, String element) throws InterruptedException {
        browser.await(element);
        browser.evaluate(element + ".click()");
    }
}
