package org.passwordresets.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        properties.put("rate-limits.resets", "2");
        properties.put("rate-limits.email-changes", "2");
        properties.put("rate-limits.email-changes-interval", "5m");
        properties.put("rate-limits.sign-in.account-and-address", "2");
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
        for (String path : List.of("/oauth/token", "/oauth/token/", "/oauth/revoke", "/oauth/revoke/")) {
            assertThat(greedy.send("POST", path, "{}").status()).as(path).isEqualTo(429);
        }
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

    /** The same for an address that no customer has: a 422 until then, and the same 429. */
    @Test
    void limitsResetsOfOneEmailAddress() {
        Client backEnd = client(TestApplications.LIVE_BACK_END);
        String known = email();
        backEnd.create("customers", "{\"email\":\"%s\"}".formatted(known));
        List<Client.Response> refused = new ArrayList<>();
        for (String email : List.of(known, email())) {
            for (String spelling : List.of(email, " " + email.toUpperCase() + " ")) {
                assertThat(requestReset(backEnd, spelling).status()).isIn(201, 422);
            }
            refused.add(requestReset(backEnd, email));
            assertThat(requestReset(backEnd, "x" + email).status()).isEqualTo(422);
        }
        assertThat(refused).extracting(Client.Response::status).containsOnly(429);
        assertThat(refused)
                .extracting(response -> response.at("/errors/0/detail").asText().replaceFirst("Wait.*", ""))
                .containsOnly("You have exceeded the rate limit of 2 requests in 3600 seconds. ");
        assertThat(refused)
                .extracting(response -> response.header("X-Ratelimit-Limit"))
                .containsOnly("2");
        clock.forward(Duration.ofHours(1));
        assertThat(requestReset(client(TestApplications.LIVE_BACK_END), known).status())
                .isEqualTo(201);
    }

    /** Otherwise an address that is refused for another reason would tell whether it has a customer, without a limit. */
    @Test
    void countsAResetThatIsInvalid() {
        Client backEnd = client(TestApplications.LIVE_BACK_END);
        String email = email();
        String invalid = "{\"customer_email\":\"%s\",\"reference\":1}".formatted(email);
        for (int i = 0; i < 2; i++) {
            assertThat(backEnd.create("customer_password_resets", invalid).status())
                    .isEqualTo(422);
        }
        assertThat(backEnd.create("customer_password_resets", invalid).status()).isEqualTo(429);
    }

    private static Client.Response requestReset(Client client, String email) {
        return client.create("customer_password_resets", "{\"customer_email\":\"%s\"}".formatted(email));
    }

    @Test
    void limitsFailedSignIns() {
        String email = email();
        customer(email, "staple of my diet");
        assertThat(signIn(email, "a wrong password", "192.0.2.10").status()).isEqualTo(400);
        assertThat(signIn(email, "a wrong password", "192.0.2.10").status()).isEqualTo(400);
        Client.Response refused = signIn(email, "staple of my diet", "192.0.2.10");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("/error").asText()).isEqualTo("too_many_requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(880, 900);
        assertThat(signIn(email, "staple of my diet", "192.0.2.11").status()).isEqualTo(200);

        clock.forward(Duration.ofMinutes(15));
        assertThat(signIn(email, "staple of my diet", "192.0.2.10").status()).isEqualTo(200);
    }

    /** Nobody else can read the customer's mail: however many have failed, a reset lets the customer in. */
    @Test
    void letsACustomerSignInWhoHasCompletedAReset() {
        String email = email();
        customer(email, "staple of my diet");
        for (int i = 0; i < 3; i++) {
            signIn(email, "a wrong password", "192.0.2.20");
        }
        assertThat(signIn(email, "staple of my diet", "192.0.2.20").status()).isEqualTo(429);
        Client.Response reset = reset(email);
        assertThat(complete(
                                storefront().header("X-Forwarded-For", "192.0.2.20"),
                                reset.id(),
                                token(reset),
                                "correct horse battery")
                        .status())
                .isEqualTo(200);
        assertThat(signIn(email, "correct horse battery", "192.0.2.20").status())
                .isEqualTo(200);
    }

    /** Otherwise a customer could find out who else is a customer. */
    @Test
    void limitsHowOftenACustomerTriesAnotherEmailAddress() {
        String own = email();
        String taken = email();
        String id = customer(own, "staple of my diet").id();
        customer(taken, null);
        clock.forward(Duration.ofSeconds(10));
        Client customer = backEnd()
                .header(
                        "Authorization",
                        "Bearer "
                                + signIn(own, "staple of my diet", "192.0.2.30")
                                        .at("/access_token")
                                        .asText());

        assertThat(changeEmail(customer, id, own.toUpperCase(), 31).status()).isEqualTo(200);
        for (int i = 0; i < 2; i++) {
            assertThat(changeEmail(customer, id, taken, 32 + i).errors())
                    .containsExactly("422 VALIDATION_ERROR /data/attributes/email taken");
        }
        for (String email : List.of(taken, email())) {
            assertThat(changeEmail(customer, id, email, 34).errors()).containsExactly("429 TOO_MANY_REQUESTS");
        }
        assertThat(changeEmail(customer, id, own, 35).status()).isEqualTo(200);
        assertThat(changeEmail(backEnd(), id, taken, 36).status())
                .as("a back end may know")
                .isEqualTo(422);

        clock.forward(Duration.ofMinutes(5));
        assertThat(changeEmail(customer, id, taken, 37).status()).isEqualTo(422);
    }

    /** From an address of its own, so that no other limit is in the way. */
    private static Client.Response changeEmail(Client client, String id, String email, int host) {
        return client.header("X-Forwarded-For", "192.0.2." + host)
                .update("customers", id, "{\"email\":\"%s\"}".formatted(email));
    }

    private Client.Response signIn(String email, String password, String address) {
        return Client.plain(server.getURI())
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .send("POST", "/oauth/token", """
                        {"grant_type":"password","username":"%s","password":"%s","client_id":"%s","client_secret":"%s"}
                        """.formatted(
                                email,
                                password,
                                TestApplications.STOREFRONT.clientId(),
                                TestApplications.STOREFRONT.clientSecret()));
    }
}
