package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.StandingServer;

/** Who may read the docs of a server. */
class DocsAccessTest {
    private static final List<String> ADDRESSES =
            List.of("/docs", "/docs/", "/docs/index.html", "/docs/openapi.json", "/docs/token.json", "/docs/docs.css");

    @Test
    void docsThatAreSwitchedOffAreNowhere() {
        try (StandingServer server = StandingServer.start(Map.of("docs.enabled", "false"))) {
            for (String address : ADDRESSES) {
                assertThat(Client.plain(server.address()).get(address).status())
                        .as(address)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void aPasswordOpensTheDocsAndNothingElseDoes() {
        try (StandingServer server = StandingServer.start(Map.of("docs.password", "pässword"))) {
            Client reader = Client.plain(server.address());
            for (String address : ADDRESSES) {
                assertAsksForPassword(reader.get(address));
                assertAsksForPassword(
                        reader.header("Authorization", basic("reader", "wrong")).get(address));
                assertAsksForPassword(
                        reader.header("Authorization", "Basic %%%").get(address));
                assertAsksForPassword(
                        reader.header("Authorization", "Bearer pässword").get(address));
            }
            Client welcome = reader.header("Authorization", basic("anyone", "pässword"));
            assertThat(welcome.get("/docs/index.html").body()).contains("A password reset in five steps");
            assertThat(welcome.get("/docs/openapi.json").status()).isEqualTo(200);
        }
    }

    @Test
    void theUsagePageCanBeLeftOut() {
        try (StandingServer server = StandingServer.start(Map.of("docs.usage-page", "false"))) {
            Client reader = Client.plain(server.address());
            assertThat(reader.get("/docs/usage.html").status()).isEqualTo(404);
            assertThat(reader.get("/docs/index.html").body()).doesNotContain("usage.html");
            assertThat(reader.get("/docs/search.json").body()).doesNotContain("usage.html");
            assertThat(reader.get("/docs/configuration.html").status()).isEqualTo(200);
        }
    }

    private static void assertAsksForPassword(Response response) {
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).startsWith("Basic ");
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
