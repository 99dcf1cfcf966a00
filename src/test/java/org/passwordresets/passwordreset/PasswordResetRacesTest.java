package org.passwordresets.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.Race;
import org.passwordresets.support.ServerTest;

/** What happens at the same moment: one wins, the others are told why not, and nobody gets a 500. */
class PasswordResetRacesTest extends ServerTest {
    private static final String TYPE = "customer_password_resets";

    @Test
    void of50CompletionsOneWins() throws Exception {
        String email = email();
        String customerId = customer(email, null).id();
        Response reset = reset(email);
        List<Response> responses =
                Race.of(50, i -> complete(backEnd(), reset.id(), token(reset), "the password of number " + i));
        assertThat(responses).filteredOn(response -> response.status() == 200).hasSize(1);
        assertThat(responses)
                .filteredOn(response -> response.status() != 200)
                .hasSize(49)
                .allSatisfy(response -> assertThat(response.errors())
                        .containsExactly("422 VALIDATION_ERROR /data/attributes/_reset_password_token invalid"));
        assertThat(count("events WHERE name LIKE '%.reset_password' AND resource_id = ?", reset.id()))
                .isEqualTo(1);
        assertThat(count("events WHERE name = 'customers.create_password' AND resource_id = ?", customerId))
                .isEqualTo(1);
    }

    @Test
    void ofACustomersResetsOneWins() throws Exception {
        String email = email();
        customer(email, null);
        List<Response> resets = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            resets.add(reset(email));
        }
        List<Response> responses = Race.of(
                10, i -> complete(backEnd(), resets.get(i).id(), token(resets.get(i)), "the password of number " + i));
        assertThat(responses).filteredOn(response -> response.status() == 200).hasSize(1);
        assertThat(responses).filteredOn(response -> response.status() == 422).hasSize(9);
        assertThat(count("customer_password_resets WHERE reset_password_at IS NOT NULL AND customer_email = ?", email))
                .isEqualTo(1);
        assertThat(count("customer_password_resets WHERE token_mac IS NOT NULL AND customer_email = ?", email))
                .isZero();
    }

    @Test
    void wrongTokensAtTheSameMomentAllCount() throws Exception {
        String email = email();
        customer(email, null);
        Response reset = reset(email);
        List<Response> responses =
                Race.of(10, i -> complete(backEnd(), reset.id(), "aWrongTokenOf20Chars", "the new password"));
        assertThat(responses).extracting(Response::status).containsOnly(422);
        assertThat(complete(backEnd(), reset.id(), token(reset), "the new password")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void ofTwoCustomersWithOneEmailOneIsCreated() throws Exception {
        for (int round = 0; round < 10; round++) {
            String email = email();
            List<Response> responses = Race.of(2, i -> backEnd()
                    .create("customers", "{\"email\":\"%s\"}".formatted(i == 0 ? email : email.toUpperCase())));
            assertThat(responses).extracting(Response::status).containsExactlyInAnyOrder(201, 422);
            assertThat(responses)
                    .filteredOn(response -> response.status() == 422)
                    .allSatisfy(response -> assertThat(response.errors())
                            .containsExactly("422 VALIDATION_ERROR /data/attributes/email taken"));
        }
    }

    @Test
    void ofTwoCustomersThatTakeOneEmailOneGetsIt() throws Exception {
        List<String> customers =
                List.of(customer(email(), null).id(), customer(email(), null).id());
        String wanted = email();
        List<Response> responses = Race.of(
                2, i -> backEnd().update("customers", customers.get(i), "{\"email\":\"%s\"}".formatted(wanted)));
        assertThat(responses).extracting(Response::status).containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void aResetOfACustomerWhoIsJustBeingDeletedIsNotFoundAndNoFault() throws Exception {
        String email = email();
        String customerId = customer(email, null).id();
        try (Connection deletion =
                DelegatingDataSource.unwrapDataSource(dataSource).getConnection()) {
            deletion.setAutoCommit(false);
            try (PreparedStatement statement = deletion.prepareStatement("DELETE FROM customers WHERE id = ?")) {
                statement.setString(1, customerId);
                statement.executeUpdate();
            }
            CompletableFuture<Response> creation = CompletableFuture.supplyAsync(
                    () -> backEnd().create(TYPE, "{\"customer_email\":\"%s\"}".formatted(email)));
            database().awaitLockWait();
            deletion.commit();
            assertThat(creation.get(30, TimeUnit.SECONDS).errors())
                    .containsExactly("422 VALIDATION_ERROR /data/attributes/customer_email not_found");
        }
    }

    @Test
    void deletionsCompletionsAndChangesOfOneCustomerNeverFail() throws Exception {
        for (int round = 0; round < 5; round++) {
            String email = email();
            String customerId = customer(email, null).id();
            Response reset = reset(email);
            Response another = reset(email);
            List<Response> responses = Race.of(6, i -> switch (i) {
                case 0 -> complete(backEnd(), reset.id(), token(reset), "the first password");
                case 1 -> complete(backEnd(), another.id(), token(another), "the second password");
                case 2 -> backEnd().update("customers", customerId, "{\"password\":\"the third password\"}");
                case 3 -> backEnd().create(TYPE, "{\"customer_email\":\"%s\"}".formatted(email));
                case 4 -> complete(backEnd(), reset.id(), "aWrongTokenOf20Chars", "no password");
                default -> backEnd().delete("/api/customers/" + customerId);
            });
            assertThat(responses).extracting(Response::status).allMatch(status -> status < 500);
            assertThat(responses.get(5).status()).isEqualTo(204);
            assertThat(count("customer_password_resets WHERE customer_id = ?", customerId))
                    .isZero();
        }
    }

    private int count(String from, String parameter) {
        return Integer.parseInt(database().value("SELECT COUNT(*) FROM " + from, parameter));
    }
}
