package org.passwordresets.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;

/** Whoever gets a token, is refused one, or revokes one is in the security log, without any secret. */
class SignInLogTest extends ServerTest {
    private static final String PASSWORD = "correct horse battery";

    private Response post(String path, String fields) {
        return Client.plain(server.getURI())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send(
                        "POST",
                        path,
                        "client_id=%s&client_secret=%s&%s"
                                .formatted(
                                        TestApplications.STOREFRONT.clientId(),
                                        TestApplications.STOREFRONT
                                                .clientSecret()
                                                .replace(' ', '+'),
                                        fields));
    }

    private Response signIn(String email, String password) {
        return post(
                "/oauth/token",
                "grant_type=password&username=%s&password=%s".formatted(email, password.replace(' ', '+')));
    }

    private Response refresh(String token) {
        return post("/oauth/token", "grant_type=refresh_token&refresh_token=" + token);
    }

    @Test
    void tellsWhoSignedInAndWhoDidNot() {
        String email = email();
        String customer = customer(email, PASSWORD).id();
        long start = Long.parseLong(database().value("SELECT COALESCE(MAX(id), 0) FROM security_log"));

        assertThat(signIn(email, "a wrong password").status()).isEqualTo(400);
        Response signedIn = signIn(email, PASSWORD);
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        String used = signedIn.at("/refresh_token").asText();
        String next = refresh(used).at("/refresh_token").asText();
        clock.forward(Duration.ofMinutes(5));
        assertThat(refresh(used).status()).isEqualTo(400);
        clock.reset();
        Response again = signIn(email, PASSWORD);
        post("/oauth/revoke", "token=" + again.at("/refresh_token").asText());
        signIn("nobody-" + email, "secret-in-a-field");
        Client.plain(server.getURI())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/oauth/token", "grant_type=client_credentials&client_id=pasted-secret&client_secret=x");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(rows(start))
                .contains(
                        List.of("sign_in_failed", "client-storefront", "-", "wrong_password"),
                        List.of("sign_in", "client-storefront", customer, "-"),
                        List.of("token_refreshed", "client-storefront", customer, "-"),
                        List.of("refresh_token_reused", "client-storefront", customer, "-"),
                        List.of("refresh_failed", "client-storefront", "-", "invalid_grant"),
                        List.of("token_revoked", "client-storefront", customer, "-"),
                        List.of("application_sign_in_failed", "-", "-", "invalid_client")));
        String account = database()
                .value("SELECT account FROM security_log WHERE id > ? AND event = 'sign_in_failed' LIMIT 1", start);
        assertThat(database()
                        .value("SELECT account FROM security_log WHERE id > ? AND event = 'sign_in' LIMIT 1", start))
                .as("The same account")
                .isEqualTo(account);
        String all = database()
                .rows("SELECT * FROM security_log WHERE id > ?", start)
                .toString();
        for (String secret :
                List.of(email, PASSWORD, used, next, "a wrong password", "secret-in-a-field", "pasted-secret")) {
            assertThat(all).doesNotContain(secret);
        }
        assertThat(all).contains("127.0.0.1");
    }

    private List<List<String>> rows(long start) {
        return database().rows("""
                        SELECT event, COALESCE(client_id, '-'), COALESCE(customer_id, '-'), COALESCE(detail, '-')
                        FROM security_log WHERE id > ?
                        """, start);
    }
}
