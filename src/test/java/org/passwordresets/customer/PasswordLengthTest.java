package org.passwordresets.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/** {@code passwords.minimum-length}: wherever a password is written, and nowhere out of bounds. */
class PasswordLengthTest {
    private static final String KEY = "passwords.minimum-length";

    @ParameterizedTest
    @ValueSource(ints = {6, 12})
    void aPasswordHasAsManyCharactersAsConfigured(int minimum) {
        String longEnough = "\uD83D\uDD11".repeat(minimum);
        String tooShort = "\uD83D\uDD11".repeat(minimum - 1);
        try (StandingServer server = StandingServer.start(Map.of(KEY, minimum))) {
            Client client = server.client(TestApplications.BACK_END);
            String email = UUID.randomUUID() + "@example.com";
            assertTooShort(create(client, email, tooShort), "password", minimum);
            Response customer = create(client, email, longEnough);
            assertThat(customer.status()).as(customer.body()).isEqualTo(201);

            assertTooShort(update(client, customer.id(), tooShort), "password", minimum);
            assertThat(update(client, customer.id(), longEnough).status()).isEqualTo(200);

            Response reset = client.create("customer_password_resets", "{\"customer_email\":\"%s\"}".formatted(email));
            assertTooShort(complete(client, reset, tooShort), "customer_password", minimum);
            assertThat(complete(client, reset, longEnough).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 5, 129})
    void theServerDoesNotStartWithAnotherMinimum(int minimum) {
        assertThatThrownBy(() -> StandingServer.start(Map.of(KEY, minimum)).close())
                .hasStackTraceContaining("passwords.minimum-length (environment: PASSWORDS_MINIMUM_LENGTH) is "
                        + minimum + "; it must be from 6 to 128");
    }

    private static Response create(Client client, String email, String password) {
        return client.create("customers", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    private static Response update(Client client, String id, String password) {
        return client.update("customers", id, "{\"password\":\"%s\"}".formatted(password));
    }

    private static Response complete(Client client, Response reset, String password) {
        return client.update(
                "customer_password_resets",
                reset.id(),
                "{\"customer_password\":\"%s\",\"_reset_password_token\":\"%s\"}"
                        .formatted(
                                password,
                                reset.attribute("reset_password_token").asText()));
    }

    private static void assertTooShort(Response response, String attribute, int count) {
        assertThat(response.errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/" + attribute + " too_short");
        assertThat(response.at("/errors/0/meta/count").asInt()).isEqualTo(count);
        assertThat(response.at("/errors/0/detail").asText()).contains(Integer.toString(count));
    }
}
