package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.passwordresets.stub.state.ProviderState;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.Database;

/** Brings the server into the states: with real rows, created through the API where possible. */
public final class ServerStates extends ProviderStates {
    private static final String RESETS = "customer_password_resets";
    /** The client id of a sales channel without a secret, in the organization and mode of the others. */
    static final String PUBLIC_CLIENT = "public-storefront";

    private static final String PASSWORD = "the password of before";

    private final Client backEnd;
    private final Client storefront;
    private final Client oauth;
    private final Database database;
    private String authorization;

    /** @param plain sends no access token */
    ServerStates(Client backEnd, Client storefront, Client plain, Database database) {
        this.backEnd = backEnd;
        this.oauth = plain.header("Content-Type", "application/json");
        this.storefront = storefront;
        this.database = database;
        this.authorization = backEnd.header("Authorization");
    }

    @Override
    String authorization() {
        return authorization;
    }

    @Override
    Map<String, Object> enter(ProviderState state, Map<String, Object> parameters) {
        return switch (state) {
            case INTEGRATION -> calls(backEnd.header("Authorization"));
            case SALES_CHANNEL -> calls(storefront.header("Authorization"));
            case INVALID_TOKEN -> calls(backEnd.header("Authorization") + "AAAA");
            case CUSTOMER -> customer();
            case CAN_SIGN_IN -> canSignIn();
            case SIGNED_IN -> signIn(canSignIn());
            case NO_CUSTOMER -> noCustomer(parameters.get("email"));
            case OPEN -> reset(customer(), parameters.get("reference"));
            case OPEN_OF_GUEST -> reset(customer("{\"email\":\"%s\"}".formatted(newEmail())), null);
            case EXPIRED -> expire(reset(customer(), null));
            case COMPLETED -> complete(reset(customer(), null));
            case ANOTHER_COMPLETED -> completeAnother(customer());
            case DELETED -> delete(reset(customer(), null));
            case CREATED -> createInMonth(parameters);
        };
    }

    private Map<String, Object> calls(String newAuthorization) {
        authorization = newAuthorization;
        return Map.of();
    }

    private Map<String, Object> canSignIn() {
        Map<String, Object> values = new HashMap<>(customer());
        values.put("customer_password", PASSWORD);
        values.put("client_id", PUBLIC_CLIENT);
        return values;
    }

    private Map<String, Object> signIn(Map<String, Object> values) {
        Response session = oauth.send(
                "POST",
                "/oauth/token",
                "{\"grant_type\":\"password\",\"username\":\"%s\",\"password\":\"%s\",\"client_id\":\"%s\"}"
                        .formatted(values.get("customer_email"), PASSWORD, PUBLIC_CLIENT));
        assertThat(session.status()).as(session.body()).isEqualTo(200);
        authorization = "Bearer " + session.at("/access_token").asText();
        values.put("refresh_token", session.at("/refresh_token").asText());
        return values;
    }

    private Map<String, Object> noCustomer(Object email) {
        assertThat(database.value("SELECT id FROM customers WHERE email_key = ?", email))
                .isNull();
        return Map.of();
    }

    private Map<String, Object> expire(Map<String, Object> reset) {
        database.change(
                "UPDATE customer_password_resets SET expires_at = ? WHERE id = ?",
                Timestamp.from(Instant.now().minus(Duration.ofHours(1))),
                reset.get("reset_id"));
        return reset;
    }

    private Map<String, Object> complete(Map<String, Object> reset) {
        Response completed = backEnd.update(
                RESETS,
                reset.get("reset_id").toString(),
                "{\"customer_password\":\"a password of now\",\"_reset_password_token\":\"%s\"}"
                        .formatted(reset.get("reset_token")));
        assertThat(completed.status()).as(completed.body()).isEqualTo(200);
        return reset;
    }

    private Map<String, Object> completeAnother(Map<String, Object> customer) {
        Map<String, Object> reset = reset(customer, null);
        complete(reset(customer, null));
        return reset;
    }

    private Map<String, Object> delete(Map<String, Object> reset) {
        assertThat(backEnd.delete("/api/customer_password_resets/" + reset.get("reset_id"))
                        .status())
                .isEqualTo(204);
        return reset;
    }

    private Map<String, Object> createInMonth(Map<String, Object> parameters) {
        LocalDate first = LocalDate.parse(parameters.get("month") + "-01");
        database.rows(
                        "SELECT id FROM customer_password_resets WHERE created_at >= ? AND created_at < ?",
                        noon(first).minusHours(12),
                        noon(first.plusMonths(1)).minusHours(12))
                .forEach(row -> backEnd.delete("/api/customer_password_resets/" + row.get(0)));
        for (int day = 0; day < ((Number) parameters.get("count")).intValue(); day++) {
            database.change(
                    "UPDATE customer_password_resets SET created_at = ? WHERE id = ?",
                    noon(first.plusDays(day)),
                    reset(customer(), null).get("reset_id"));
        }
        return Map.of();
    }

    private static LocalDateTime noon(LocalDate day) {
        return day.atTime(12, 0).atOffset(ZoneOffset.UTC).toLocalDateTime();
    }

    private static String newEmail() {
        return UUID.randomUUID() + "@example.com";
    }

    private Map<String, Object> customer() {
        return customer("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(newEmail(), PASSWORD));
    }

    private Map<String, Object> customer(String attributes) {
        Response customer = created("customers", attributes);
        return Map.of(
                "customer_id", customer.id(),
                "customer_email", customer.attribute("email").asText());
    }

    private Map<String, Object> reset(Map<String, Object> customer, Object reference) {
        String more = reference == null ? "" : ",\"reference\":\"%s\"".formatted(reference);
        Response reset =
                created(RESETS, "{\"customer_email\":\"%s\"%s}".formatted(customer.get("customer_email"), more));
        Map<String, Object> values = new HashMap<>(customer);
        values.put("reset_id", reset.id());
        values.put("reset_token", reset.attribute("reset_password_token").asText());
        return values;
    }

    private Response created(String type, String attributes) {
        Response created = backEnd.create(type, attributes);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created;
    }
}
