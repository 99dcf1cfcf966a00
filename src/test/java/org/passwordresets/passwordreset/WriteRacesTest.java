package org.passwordresets.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.Proof;
import org.passwordresets.support.Race;
import org.passwordresets.support.ServerTest;

/** Writes that meet: what was acknowledged stays, what must die dies, and nobody gets a 5xx. */
@Tag(Proof.TAG)
class WriteRacesTest extends ServerTest {
    private static final String RESETS = "customer_password_resets";
    private static final String CUSTOMERS = "customers";
    private static final int FEW = 8;
    private static final int MANY = 200;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void anAddressThatChangesLeavesNoResetForTheOldOne(int creates) throws Exception {
        Proof proof = Proof.of("e-mail changed beside " + creates + " creates", FEW, MANY);
        proof.run(round -> {
            String old = email();
            String customer = customer(old, null).id();
            List<Response> responses = Race.of(
                    creates + 1,
                    i -> i == 0
                            ? backEnd().update(CUSTOMERS, customer, "{\"email\":\"new-%s\"}".formatted(old))
                            : wish(old));
            proof.count(responses);
            assertThat(responses).extracting(Response::status).allMatch(status -> status < 300 || status >= 422);
            proof.count("open", count("customer_id = ? AND token_mac IS NOT NULL", customer));
        });
        assertThat(proof.counted("open")).isZero();
        assertThat(proof.counted("5xx")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void aPasswordThatChangesLeavesNoOlderReset(int creates) throws Exception {
        Proof proof = Proof.of("password changed beside " + creates + " creates", FEW, MANY);
        proof.run(round -> {
            String email = email();
            String customer = customer(email, null).id();
            List<Response> responses = Race.of(
                    creates + 1,
                    i -> i == 0
                            ? backEnd().update(CUSTOMERS, customer, "{\"password\":\"the new password\"}")
                            : wish(email));
            proof.count(responses);
            proof.count("open", olderThanThePassword(customer));
        });
        assertThat(proof.counted("open")).isZero();
        assertThat(proof.counted("5xx")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void aCompletionLeavesNoOlderReset(int creates) throws Exception {
        Proof proof = Proof.of("completion beside " + creates + " creates", FEW, MANY);
        proof.run(round -> {
            String email = email();
            String customer = customer(email, null).id();
            Response reset = reset(email);
            List<Response> responses = Race.of(
                    creates + 1,
                    i -> i == 0 ? complete(backEnd(), reset.id(), token(reset), "the new password") : wish(email));
            proof.count(responses);
            proof.count("open", olderThanThePassword(customer));
            proof.count("lost", responses.get(0).status() == 200 ? 0 : 1);
        });
        assertThat(proof.counted("open")).isZero();
        assertThat(proof.counted("lost")).isZero();
        assertThat(proof.counted("5xx")).isZero();
    }

    private int olderThanThePassword(String customer) {
        return count(
                "customer_id = ? AND token_mac IS NOT NULL"
                        + " AND created_at < (SELECT c.updated_at FROM customers c WHERE c.id = customer_id)",
                customer);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void aDeletedCustomerLeavesNoReset(int creates) throws Exception {
        Proof proof = Proof.of("customer deleted beside " + creates + " creates", FEW, MANY);
        proof.run(round -> {
            String email = email();
            String customer = customer(email, null).id();
            List<Response> responses =
                    Race.of(creates + 1, i -> i == 0 ? backEnd().delete("/api/customers/" + customer) : wish(email));
            proof.count(responses);
            proof.count("open", count("customer_id = ?", customer));
            responses.stream().filter(response -> response.status() == 201).forEach(response -> {
                proof.count("lost", Math.abs(1 - happened("create", response.id())));
                proof.count("lost", Math.abs(1 - happened("destroy", response.id())));
            });
        });
        assertThat(proof.counted("open")).isZero();
        assertThat(proof.counted("lost")).isZero();
        assertThat(proof.counted("5xx")).isZero();
    }

    @Test
    void updatesOfDifferentAttributesOfAResetAllStay() throws Exception {
        Proof proof = Proof.of("a reset's attributes updated at once", FEW, MANY);
        String email = email();
        customer(email, null);
        String reset = reset(email).id();
        proof.run(round -> {
            List<Response> responses = Race.of(3, i -> backEnd().update(RESETS, reset, attribute(i, round)));
            proof.count(responses);
            countLost(proof, backEnd().get("/api/customer_password_resets/" + reset), round);
        });
        assertThat(proof.counted("lost")).isZero();
        assertThat(proof.counted("5xx")).isZero();
    }

    @Test
    void updatesOfDifferentAttributesOfACustomerAllStay() throws Exception {
        Proof proof = Proof.of("a customer's attributes updated at once", FEW, MANY);
        String customer = customer(email(), null).id();
        proof.run(round -> {
            String email = email();
            List<Response> responses = Race.of(4, i -> backEnd()
                    .update(CUSTOMERS, customer, i == 3 ? "{\"email\":\"%s\"}".formatted(email) : attribute(i, round)));
            proof.count(responses);
            Response after = backEnd().get("/api/customers/" + customer);
            countLost(proof, after, round);
            proof.count("lost", after.attribute("email").asText().equals(email) ? 0 : 1);
        });
        assertThat(proof.counted("lost")).isZero();
        assertThat(proof.counted("5xx")).isZero();
    }

    @Test
    void anUpdateDuringACompletionStays() throws Exception {
        Proof proof = Proof.of("a reset updated during its completion", FEW, MANY);
        proof.run(round -> {
            String email = email();
            customer(email, null);
            Response reset = reset(email);
            List<Response> responses = Race.of(
                    4,
                    i -> i == 3
                            ? complete(backEnd(), reset.id(), token(reset), "the new password")
                            : backEnd().update(RESETS, reset.id(), attribute(i, round)));
            proof.count(responses);
            Response after = backEnd().get("/api/customer_password_resets/" + reset.id());
            countLost(proof, after, round);
            proof.count("lost", after.attribute("reset_password_at").isNull() ? 1 : 0);
        });
        assertThat(proof.counted("lost")).isZero();
        assertThat(proof.counted("5xx")).isZero();
    }

    /** On a young database the optimizer likes other indexes than on a grown one, and with them locks other rows. */
    @Test
    void customersDoNotMeet() throws Exception {
        Proof proof = Proof.of("4 customers' e-mails changed beside 8 creates", FEW, MANY);
        List<String> old = List.of(email(), email(), email(), email());
        List<String> customers =
                old.stream().map(email -> customer(email, null).id()).toList();
        proof.run(round -> {
            String before = round == 0 ? "" : "r" + (round - 1) + "-";
            List<Response> responses = Race.of(
                    12,
                    i -> i < 4
                            ? backEnd()
                                    .update(
                                            CUSTOMERS,
                                            customers.get(i),
                                            "{\"email\":\"r%d-%s\"}".formatted(round, old.get(i)))
                            : wish(before + old.get(i % 4)));
            proof.count(responses);
            customers.forEach(
                    customer -> proof.count("open", count("customer_id = ? AND token_mac IS NOT NULL", customer)));
        });
        assertThat(proof.counted("open")).isZero();
        assertThat(proof.counted("5xx")).isZero();
    }

    private static String attribute(int number, int round) {
        return switch (number) {
            case 0 -> "{\"reference\":\"r%d\"}".formatted(round);
            case 1 -> "{\"reference_origin\":\"o%d\"}".formatted(round);
            default -> "{\"metadata\":{\"n\":%d}}".formatted(round);
        };
    }

    private static void countLost(Proof proof, Response after, int round) {
        proof.count("lost", after.attribute("reference").asText().equals("r" + round) ? 0 : 1);
        proof.count("lost", after.attribute("reference_origin").asText().equals("o" + round) ? 0 : 1);
        proof.count("lost", after.attribute("metadata").path("n").asInt(-1) == round ? 0 : 1);
    }

    @Test
    void aResetThatIsDeletedTogetherWithItsCustomerIsDestroyedOnce() throws Exception {
        Proof proof = Proof.of("a reset and its customer deleted at once", FEW, MANY);
        proof.run(round -> {
            String email = email();
            String customer = customer(email, null).id();
            String reset = reset(email).id();
            List<Response> responses = Race.of(3, i -> backEnd()
                    .delete(i == 0 ? "/api/customers/" + customer : "/api/customer_password_resets/" + reset));
            proof.count(responses);
            assertThat(responses.get(0).status()).isEqualTo(204);
            proof.count("destroy events too many", happened("destroy", reset) - 1);
        });
        assertThat(proof.counted("destroy events too many")).isZero();
        assertThat(proof.counted("5xx")).isZero();
    }

    private Response wish(String email) {
        return backEnd().create(RESETS, "{\"customer_email\":\"%s\"}".formatted(email));
    }

    private int happened(String what, String resetId) {
        return Integer.parseInt(database()
                .value(
                        "SELECT COUNT(*) FROM events WHERE resource_type = ? AND resource_id = ? AND name = ?",
                        RESETS,
                        resetId,
                        RESETS + "." + what));
    }

    private int count(String condition, String customer) {
        return Integer.parseInt(
                database().value("SELECT COUNT(*) FROM customer_password_resets WHERE " + condition, customer));
    }
}
