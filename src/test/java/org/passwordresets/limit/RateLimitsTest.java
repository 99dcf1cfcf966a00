package org.passwordresets.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;

/** Rate limits as a client meets them. */
class RateLimitsTest extends ServerTest {
    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("rate-limits.enabled", "true");
        properties.put("rate-limits.test-burst", "3");
        properties.put("rate-limits.test", "5");
        properties.put("rate-limits.live-burst", "10");
        properties.put("rate-limits.oauth", "6");
        properties.put("network.trusted-proxies", "127.0.0.1");
        return properties;
    }

    @AfterEach
    void backToNow() {
        clock.forward(Duration.ofMinutes(2));
    }

    @Test
    void limitsEachOperationInTheShortWindow() {
        Client backEnd = backEnd();
        assertThat(backEnd.get("/api/customers").header("X-Ratelimit-Remaining"))
                .isEqualTo("2");
        assertThat(backEnd.get("/api/customers").header("X-Ratelimit-Limit")).isEqualTo("3");
        assertThat(backEnd.get("/api/customers").header("X-Ratelimit-Interval")).isEqualTo("10");

        Client.Response refused = backEnd.get("/api/customers");
        assertThat(refused.errors()).containsExactly("429 TOO_MANY_REQUESTS");
        assertThat(refused.header("Retry-After")).matches("[0-9]|10");
        assertThat(refused.header("X-Ratelimit-Remaining")).isEqualTo("0");

        assertThat(backEnd.get("/api/events").status()).isEqualTo(200);
        assertThat(client(TestApplications.OTHER_BACK_END).get("/api/customers").status())
                .isEqualTo(200);
        clock.forward(Duration.ofSeconds(10));
        assertThat(backEnd.get("/api/customers").status()).isEqualTo(200);
    }

    @Test
    void limitsAClientInAllInTheLongWindow() {
        Client backEnd = backEnd();
        for (int i = 0; i < 5; i++) {
            assertThat(backEnd.get("/api/customers").status()).isEqualTo(200);
            clock.forward(Duration.ofSeconds(5));
        }
        Client.Response refused = backEnd.get("/api/events");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("X-Ratelimit-Interval")).isEqualTo("60");
    }

    @Test
    void givesLiveModeALimitOfItsOwn() {
        Client backEnd = client(TestApplications.LIVE_BACK_END);
        for (int i = 0; i < 4; i++) {
            assertThat(backEnd.get("/api/customers").status()).isEqualTo(200);
        }
    }

    @Test
    void tellsTheLimitInRefusalsToo() {
        Client.Response refused = backEnd().get("/api/customers/xYZkjABcde?colour=red");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("X-Ratelimit-Remaining")).isEqualTo("2");
    }

    /** All shoppers share the client id of their storefront: whoever sends too much is refused alone. */
    @Test
    void countsASalesChannelByAddress() {
        Client shopper = storefront().header("X-Forwarded-For", "192.0.2.1");
        for (int i = 0; i < 3; i++) {
            assertThat(complete(shopper, "xYZkjABcde", "no token", "no password")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(complete(shopper, "xYZkjABcde", "no token", "no password").status())
                .isEqualTo(429);

        Client another = storefront().header("X-Forwarded-For", "192.0.2.1, 192.0.2.2");
        assertThat(complete(another, "xYZkjABcde", "no token", "no password").status())
                .isEqualTo(404);
    }

    @Test
    void countsAnIntegrationByItsClientId() {
        for (int i = 0; i < 3; i++) {
            Client server = client(TestApplications.OTHER_BACK_END).header("X-Forwarded-For", "192.0.2." + i);
            assertThat(server.get("/api/customers").status()).isEqualTo(200);
        }
        Client server = client(TestApplications.OTHER_BACK_END).header("X-Forwarded-For", "192.0.2.9");
        assertThat(server.get("/api/customers").status()).isEqualTo(429);
    }

    @Test
    void limitsRequestsForTokensByAddress() {
        Client plain = Client.plain(server.getURI()).header("Content-Type", "application/json");
        Client greedy = plain.header("X-Forwarded-For", "198.51.100.1");
        for (int i = 0; i < 6; i++) {
            greedy.send("POST", "/oauth/token", "{}");
        }
        assertThat(greedy.send("POST", "/oauth/token", "{}").status()).isEqualTo(429);
        assertThat(plain.header("X-Forwarded-For", "198.51.100.2")
                        .send("POST", "/oauth/token", "{}")
                        .status())
                .isNotEqualTo(429);
    }

    @Test
    void limitsRequestsForTokens() {
        backEnd();
        clock.forward(Duration.ofMinutes(2));
        Client plain = Client.plain(server.getURI()).header("Content-Type", "application/json");
        for (int i = 0; i < 6; i++) {
            assertThat(plain.send("POST", "/oauth/token", "{}").status()).isEqualTo(400);
        }
        Client.Response refused = plain.send("POST", "/oauth/token", "{}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(refused.header("X-Ratelimit-Remaining")).isEqualTo("0");
        assertThat(refused.at("/error").asText()).isEqualTo("too_many_requests");
    }
}
