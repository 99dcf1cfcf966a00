package org.passwordresets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.support.Browser;
import org.passwordresets.support.Client;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/**
 * A storefront's identity page in a real browser, from another origin than the server's: a customer sets a new password, signs
 * in with it and stays signed in, and whoever was signed in before is out.
 */
@Tag("browser")
class IdentityPageTest {
    private static final String OLD = "the old password";
    private static final String NEW = "correct horse battery";

    @Test
    void aCustomerSetsANewPasswordAndSignsInWithIt(@TempDir Path profile, @TempDir Path otherProfile) throws Exception {
        Path program = Browser.program().orElse(null);
        assumeTrue(program != null, "No Chromium here: the identity page was not tried in a browser");
        HttpServer storefront = storefront();
        URI page = URI.create("http://127.0.0.1:" + storefront.getAddress().getPort());
        try (StandingServer server = StandingServer.start(Map.of("cors.origins", page.toString()));
                Browser browser = Browser.start(program, profile);
                Browser before = Browser.start(program, otherProfile)) {
            Client backEnd = server.client(TestApplications.BACK_END);
            String email = UUID.randomUUID() + "@example.com";
            String id = backEnd.create("customers", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, OLD))
                    .id();
            URI address = page.resolve(
                    "/?api=%s&clientId=%s".formatted(server.address(), TestApplications.STOREFRONT.clientId()));

            before.open(address, "light", "typeof customer === 'function'");
            JsonNode signedIn = call(before, 200, "signIn", email, OLD);
            assertThat(call(before, 200, "customer", text(signedIn, "access_token"), id)
                            .at("/data/attributes/email")
                            .asText())
                    .isEqualTo(email);

            Client.Response reset =
                    backEnd.create("customer_password_resets", "{\"customer_email\":\"%s\"}".formatted(email));
            browser.open(address, "light", "typeof customer === 'function'");
            String guest = text(call(browser, 200, "enterAsGuest"), "access_token");
            assertThat(call(browser, 200, "organization", guest)
                            .at("/data/attributes")
                            .fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "logo_url",
                            "name",
                            "primary_color",
                            "favicon_url",
                            "gtm_id",
                            "support_email",
                            "support_phone");
            String token = reset.attribute("reset_password_token").asText();
            JsonNode completed = call(browser, 200, "completeReset", guest, reset.id(), NEW, token);
            assertThat(completed.at("/data/attributes/reset_password_at").isNull())
                    .isFalse();

            JsonNode entered = call(browser, 200, "signIn", email, NEW);
            assertThat(text(entered, "owner_type")).isEqualTo("customer");
            assertThat(text(entered, "owner_id")).isEqualTo(id);
            JsonNode renewed = call(browser, 200, "refresh", text(entered, "refresh_token"));
            assertThat(text(renewed, "refresh_token")).isNotEqualTo(text(entered, "refresh_token"));
            assertThat(call(browser, 200, "customer", text(renewed, "access_token"), id)
                            .at("/data/attributes/email")
                            .asText())
                    .isEqualTo(email);
            assertThat(browser.complaints()).as("errors on the console").isEmpty();

            Awaitility.await()
                    .untilAsserted(() -> assertThat(call(before, 401, "customer", text(signedIn, "access_token"), id)
                                    .at("/errors/0/code")
                                    .asText())
                            .isEqualTo("INVALID_TOKEN"));
            assertThat(text(call(before, 400, "refresh", text(signedIn, "refresh_token")), "error"))
                    .isEqualTo("invalid_grant");
            assertThat(text(call(before, 400, "signIn", email, OLD), "error")).isEqualTo("invalid_grant");
        } finally {
            storefront.stop(0);
        }
    }

    private static HttpServer storefront() throws IOException {
        byte[] page = Files.readAllBytes(Path.of("src/test/resources/browser/identity-page.html"));
        HttpServer storefront = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storefront.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        storefront.start();
        return storefront;
    }

    /** Calls a function of the page and returns the body of its response. */
    private static JsonNode call(Browser browser, int status, String function, String... arguments) {
        String list = Arrays.stream(arguments)
                .map(argument -> TextNode.valueOf(argument).toString())
                .collect(Collectors.joining(", "));
        JsonNode response = browser.evaluate("%s(%s)".formatted(function, list));
        assertThat(response.path("status").asInt())
                .as("%s: %s; the page complains: %s", function, response, browser.complaints())
                .isEqualTo(status);
        return response.path("body");
    }

    private static String text(JsonNode body, String member) {
        return body.path(member).asText();
    }
}
