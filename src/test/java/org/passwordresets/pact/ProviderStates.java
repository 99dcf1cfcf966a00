package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.provider.junitsupport.State;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.Database;

/** Brings the server into the states that pacts name: with real rows, created through the API where possible. */
public class ProviderStates {
    private static final String RESETS = "customer_password_resets";
    private static final String PASSWORD = "the password of before";

    private final Client backEnd;
    private final Client storefront;
    private final Database database;
    private String authorization;

    /**
     * @param database null where there is none: whoever extends this then brings about in another way what needs it
     */
    ProviderStates(Client backEnd, Client storefront, Database database) {
        this.backEnd = backEnd;
        this.storefront = storefront;
        this.database = database;
    }

    /** The token of the application that the interaction's states name; by default that of an integration. */
    String authorization() {
        return authorization == null ? backEnd.header("Authorization") : authorization;
    }

    @State("an integration calls")
    @Offers(text = "The access token is that of an integration in test mode.", caller = true)
    void integration() {
        authorization = backEnd.header("Authorization");
    }

    @State("a sales channel calls")
    @Offers(text = "The access token is that of a sales channel of the same organization.", caller = true)
    void salesChannel() {
        authorization = storefront.header("Authorization");
    }

    @State("the access token is not valid")
    @Offers(text = "The server did not sign the access token.", caller = true)
    void invalid() {
        authorization = backEnd.header("Authorization") + "AAAA";
    }

    @State("a customer exists")
    @Offers(
            text = "There is a customer with a password.",
            values = {"customer_id", "customer_email"})
    Map<String, Object> customer() {
        return customer("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(newEmail(), PASSWORD));
    }

    @State("no customer has the e-mail address")
    @Offers(text = "There is no customer with the email address `email`.", parameters = "email")
    void noCustomer(Map<String, Object> parameters) {
        assertThat(database.value("SELECT id FROM customers WHERE email_key = ?", parameters.get("email")))
                .isNull();
    }

    @State("a password reset is open")
    @Offers(
            text = "There is an active reset of a customer with a password, with this `reference` or none.",
            parameters = "reference",
            optional = true,
            values = {"reset_id", "reset_token", "customer_id", "customer_email"})
    Map<String, Object> open(Map<String, Object> parameters) {
        return reset(customer(), parameters.get("reference"));
    }

    @State("a password reset of a guest is open")
    @Offers(
            text = "There is an active reset of a customer without a password.",
            values = {"reset_id", "reset_token", "customer_id", "customer_email"})
    Map<String, Object> openOfGuest() {
        return reset(customer("{\"email\":\"%s\"}".formatted(newEmail())), null);
    }

    @State("a password reset has expired")
    @Offers(
            text = "There is a reset whose token has expired.",
            values = {"reset_id", "reset_token", "customer_id", "customer_email"})
    Map<String, Object> expired() {
        Map<String, Object> reset = reset(customer(), null);
        database.change(
                "UPDATE customer_password_resets SET expires_at = ? WHERE id = ?",
                Timestamp.from(Instant.now().minus(Duration.ofHours(1))),
                reset.get("reset_id"));
        return reset;
    }

    @State("a password reset has been completed")
    @Offers(
            text = "There is a reset whose token has been used.",
            values = {"reset_id", "reset_token", "customer_id", "customer_email"})
    Map<String, Object> completed() {
        Map<String, Object> reset = reset(customer(), null);
        complete(reset);
        return reset;
    }

    @State("another password reset of the customer has been completed")
    @Offers(
            text = "There is a reset that was invalidated when another reset of the same customer was completed.",
            values = {"reset_id", "reset_token", "customer_id", "customer_email"})
    Map<String, Object> anotherCompleted() {
        Map<String, Object> customer = customer();
        Map<String, Object> reset = reset(customer, null);
        complete(reset(customer, null));
        return reset;
    }

    @State("a password reset has been deleted")
    @Offers(
            text = "There was a reset, and it has been deleted.",
            values = {"reset_id", "reset_token", "customer_id", "customer_email"})
    Map<String, Object> deleted() {
        Map<String, Object> reset = reset(customer(), null);
        assertThat(backEnd.delete("/api/customer_password_resets/" + reset.get("reset_id"))
                        .status())
                .isEqualTo(204);
        return reset;
    }

    @State("password resets were created")
    @Offers(
            text =
                    "Exactly `count` resets were created in this `month` (such as `2019-03`): one a day from the first on, at noon UTC.",
            parameters = {"count", "month"})
    void created(Map<String, Object> parameters) {
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
    }

    private static java.time.LocalDateTime noon(LocalDate day) {
        return day.atTime(12, 0).atOffset(ZoneOffset.UTC).toLocalDateTime();
    }

    private static String newEmail() {
        return UUID.randomUUID() + "@example.com";
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

    private void complete(Map<String, Object> reset) {
        Response completed = backEnd.update(
                RESETS,
                reset.get("reset_id").toString(),
                "{\"customer_password\":\"a password of now\",\"_reset_password_token\":\"%s\"}"
                        .formatted(reset.get("reset_token")));
        assertThat(completed.status()).as(completed.body()).isEqualTo(200);
    }

    private Response created(String type, String attributes) {
        Response created = backEnd.create(type, attributes);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created;
    }

    /** All that there are, by name. */
    static List<java.lang.reflect.Method> handlers() {
        return java.util.Arrays.stream(ProviderStates.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(State.class))
                .sorted(java.util.Comparator.comparing(ProviderStates::name))
                .toList();
    }

    static String name(java.lang.reflect.Method handler) {
        return handler.getAnnotation(State.class).value()[0];
    }
}
