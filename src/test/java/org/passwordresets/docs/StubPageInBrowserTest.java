package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Browser;
import org.passwordresets.support.Client;

/** {@code /__stub} in a browser: requests appear without a reload, and what the reader has opened stays open. */
@Tag("browser")
class StubPageInBrowserTest {
    private static final String ROWS = "document.querySelectorAll('#requests > li').length";

    @Test
    void updatesItself(@TempDir Path profile) throws Exception {
        assumeTrue(Browser.program().isPresent(), "needs a browser");
        try (StubServer stub = new StubServer(Map.of());
                Browser browser = Browser.start(Browser.program().orElseThrow(), profile)) {
            Client client = stub.client();
            client.get("/api/customers");
            browser.open(URI.create(stub.address() + "/__stub"), "dark", "document.querySelector('.live.on')");
            browser.evaluate(
                    "document.querySelector('details').open = true; document.querySelector('summary').focus()");

            client.get("/api/events?colour=red");
            browser.await(ROWS + " === 2 && document.getElementById('count-4xx').textContent === '1'");
            assertThat(browser.evaluate(
                                    "document.querySelectorAll('details')[1].open && document.activeElement.matches('summary')")
                            .asBoolean())
                    .isTrue();

            browser.evaluate("document.querySelector('.counts a[href*=\"status=4\"]').click()");
            browser.await(ROWS + " === 1 && document.querySelector('.where').textContent.includes('colour')");
            browser.evaluate("document.querySelector('.counts a').click()");
            browser.await(ROWS + " === 2");

            browser.evaluate("document.querySelector('.pause').click()");
            browser.await("document.querySelector('.live').textContent === 'Paused'");
            client.get("/api/events");
            browser.evaluate("document.querySelector('.pause').click()");
            browser.await(ROWS + " === 3");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests())
                    .allMatch(address -> address.startsWith(stub.address() + "/") || address.startsWith("about:"));
        }
    }
}
