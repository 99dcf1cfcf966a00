package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.support.Browser;
import org.passwordresets.support.Client;
import org.passwordresets.support.Nginx;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/** The server below a path of a real nginx: once with its plain {@code proxy_pass}, once with the forwarding headers set. */
class BehindNginxTest {
    @TempDir
    static Path directory;

    private static StandingServer server;
    private static Nginx nginx;

    @BeforeAll
    static void start() {
        Path program = Nginx.program().orElse(null);
        assumeTrue(program != null, "No nginx here: nothing was tried behind a proxy");
        server = StandingServer.start(
                Map.of("network.trusted-proxies", "127.0.0.1", "api.hosts", "api.example", "docs.try-it-here", true));
        nginx = Nginx.start(program, directory, """
                location /resets/ {
                  proxy_pass http://127.0.0.1:%1$d/;
                }
                location /told/ {
                  proxy_pass http://127.0.0.1:%1$d/;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_set_header X-Forwarded-For $remote_addr;
                  proxy_set_header X-Forwarded-Host api.example;
                  proxy_set_header X-Forwarded-Proto https;
                  proxy_set_header X-Forwarded-Prefix /told;
                }
                """.formatted(server.address().getPort()));
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
            server.close();
        }
    }

    @Test
    void theDocsStandBelowThePrefix() {
        for (String prefix : new String[] {"/resets", "/told"}) {
            Client.Response bare = reader().get(prefix + "/docs");
            assertThat(bare.status()).isEqualTo(307);
            URI start = bare.uri().resolve(bare.header("Location"));
            assertThat(start.getPath()).isEqualTo(prefix + "/docs/");
            assertThat(reader().get(start.toString()).body()).contains("A password reset in five steps");
            for (String file : new String[] {"docs.css", "openapi.js", "try.js", "search.js"}) {
                assertThat(reader().get(prefix + "/docs/" + file).status()).isEqualTo(200);
            }
        }
    }

    @Tag("browser")
    @Test
    void aReaderTriesARequestOutBelowThePrefix(@TempDir Path profile) throws Exception {
        Path program = Browser.program().orElse(null);
        assumeTrue(program != null, "No Chromium here: no request was tried out in a browser");

        try (Browser browser = Browser.start(program, profile)) {
            String section = "document.querySelector('[id$=\"listCustomers\"]')";
            browser.open(
                    nginx.address().resolve("/resets/docs/try.html#tag/customers/listCustomers"),
                    "light",
                    "document.body.innerText.includes('" + nginx.address() + "/resets/api/')");
            browser.await(section + ".getBoundingClientRect().top < innerHeight");
            click(browser, section + ".querySelector('.show-api-client-button')");
            click(browser, "[...document.querySelectorAll('button')].find(b => b.innerText.trim().startsWith('Send'))");
            // Without a token; what counts is that the request reaches the API.
            browser.await("document.body.innerText.includes('401 Unauthorized')");
            assertThat(browser.requests()).contains(nginx.address() + "/resets/api/customers");
            browser.open(
                    nginx.address().resolve("/resets/docs/reference.html"),
                    "light",
                    "document.querySelector('[data-operation=listCustomers]').textContent.includes('" + nginx.address()
                            + "/resets/api/customers')");
        }
    }

    private static void click(Browser browser, String element) throws InterruptedException {
        browser.await(element);
        browser.evaluate(element + ".click()");
    }

    /** Plain nginx calls the server 127.0.0.1, and browsers send their origin even to the site they are on. */
    @Test
    void aPageOfTheSameSiteIsNotTurnedAway() {
        for (String prefix : new String[] {"/resets", "/told"}) {
            Client.Response response =
                    backEnd().header("Origin", "https://api.example").get(prefix + "/api/customers?page%5Bsize%5D=1");
            assertThat(response.status()).as(response.body()).isEqualTo(200);
        }
    }

    @Test
    void linksLeadThroughTheProxyThatSaysWhereItIs() {
        assertThat(backEnd().get("/told/api/customers").at("/links/first").asText())
                .startsWith("https://api.example/told/api/customers?");
        assertThat(backEnd().get("/resets/api/customers").at("/links/first").asText())
                .startsWith(server.address() + "/api/customers?");
    }

    private static Client backEnd() {
        Client direct = server.client(TestApplications.BACK_END);
        return Client.plain(nginx.address())
                .header("Authorization", direct.header("Authorization"))
                .header("Accept", "application/vnd.api+json");
    }

    private static Client reader() {
        return Client.plain(nginx.address()).header("Accept", "*/*");
    }
}
