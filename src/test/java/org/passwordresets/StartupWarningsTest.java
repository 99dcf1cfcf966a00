package org.passwordresets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.StandingServer;

/** What a server says at its start of the risks that its configuration takes. */
class StartupWarningsTest {
    private static final Map<String, Object> SAFE = Map.of("rate-limits.enabled", "true", "docs.enabled", "false");

    @Test
    void aServerThatTakesNoRiskSaysNothing() {
        assertThat(risks(Map.of())).isEmpty();
        assertThat(risks(Map.of("docs.enabled", "true", "docs.password", "let me read")))
                .isEmpty();
    }

    @Test
    void eachRiskIsNamedWithItsKey() {
        assertThat(risks(Map.of("rate-limits.enabled", "false")))
                .singleElement()
                .asString()
                .contains("RATE_LIMITS_ENABLED");
        assertThat(risks(Map.of("cors.origins", "*")))
                .singleElement()
                .asString()
                .contains("CORS_ORIGINS");
        assertThat(risks(Map.of("docs.enabled", "true")))
                .singleElement()
                .asString()
                .contains("DOCS_PASSWORD");
    }

    @Test
    void listeningBeyondLoopbackWantsABaseUrlAndTlsOrAProxy() {
        Map<String, Object> open = Map.of("micronaut.server.host", "0.0.0.0");
        assertThat(risks(open))
                .hasSize(2)
                .anyMatch(risk -> risk.contains("API_BASE_URL"))
                .anyMatch(risk -> risk.contains("NETWORK_TRUSTED_PROXIES"));
        assertThat(risks(Map.of(
                        "micronaut.server.host",
                        "0.0.0.0",
                        "api.base-url",
                        "https://resets.example.com",
                        "network.trusted-proxies",
                        "127.0.0.1")))
                .isEmpty();
        assertThat(risks(Map.of("micronaut.server.host", "localhost"))).isEmpty();
    }

    private static List<String> risks(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(SAFE);
        all.putAll(settings);
        try (StandingServer server = StandingServer.start(all)) {
            return server.beans(ConfigurationRisks.class).stream()
                    .flatMap(configuration -> configuration.risks().stream())
                    .toList();
        }
    }
}
