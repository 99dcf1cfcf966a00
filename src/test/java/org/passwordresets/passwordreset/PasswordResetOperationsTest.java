package org.passwordresets.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passwordresets.support.Contracted.assertLike;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.contract.Examples;
import org.passwordresets.generated.api.CustomerPasswordResetsSpecification;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;

/** Each response that the contract promises for password resets only. */
class PasswordResetOperationsTest extends ServerTest implements CustomerPasswordResetsSpecification {
    private static final String TYPE = "customer_password_resets";
    private static final String PASSWORD = "correct horse battery";
    private static final String EMAIL = "/data/attributes/customer_email";
    private static final String NEW_PASSWORD = "/data/attributes/customer_password";
    private static final String TOKEN = "/data/attributes/_reset_password_token";

    private String email;

    @BeforeEach
    void chooseAnEmail() {
        email = email();
    }

    @Test
    @Override
    public void createCustomerPasswordReset201() {
        customer(email, null);
        String wish = Examples.request("createCustomerPasswordReset", "forgotten-password")
                .toString()
                .replace("john@example.com", email);
        Response response = backEnd().send("POST", "/api/" + TYPE, wish);
        assertLike(response, 201, "createCustomerPasswordReset", "forgotten-password", examples(response));
        assertThat(response.id()).matches("[A-Za-z]{10}");
        assertThat(response.attribute("updated_at")).isEqualTo(response.attribute("created_at"));
        assertThat(response.header("Location"))
                .isEqualTo(response.at("/data/links/self").asText());
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");

        Response least = reset(email);
        assertLike(least, 201, "createCustomerPasswordReset", "email-only", examples(least));
        assertThat(token(least)).isNotEqualTo(token(response));
    }

    @Test
    void findsTheCustomerWhateverTheCaseAndReturnsTheStoredSpelling() {
        String stored = "Jürgen.Ärmel." + email;
        customer(stored, null);
        String typed = "  " + stored.toUpperCase().replace("EXAMPLE", "Example") + "\\t\\n ";
        Response response = reset(typed);
        assertThat(response.attribute("customer_email").asText()).isEqualTo(stored);
    }

    @Test
    void surroundingSpaceDoesNotCountAsLength() {
        customer(email, null);
        Response response = reset(" ".repeat(250) + email + " ".repeat(250));
        assertThat(response.attribute("customer_email").asText()).isEqualTo(email);
    }

    @Test
    void aLookAlikeAddressIsAnotherAddress() {
        customer("k" + email, null);
        String cyrillic = "\u043A" + email;
        assertCreationRefused("{\"customer_email\":\"%s\"}".formatted(cyrillic), EMAIL + " not_found");
    }

    /** NFC would make a K of it, and of this address somebody else's. */
    @Test
    void theKelvinSignIsNeitherAKNorAllowed() {
        customer("k" + email, null);
        String kelvin = "\u212A" + email;
        assertCreationRefused("{\"customer_email\":\"%s\"}".formatted(kelvin), EMAIL + " invalid");
    }

    @Test
    @Override
    public void createCustomerPasswordReset422() {
        customer(email, null);
        assertCreationRefused("{}", EMAIL + " blank");
        assertCreationRefused("{\"customer_email\":null}", EMAIL + " blank");
        assertCreationRefused("{\"customer_email\":\"\"}", EMAIL + " blank");
        assertCreationRefused("{\"customer_email\":\" \\t\\n\"}", EMAIL + " blank");
        assertCreationRefused("{\"customer_email\":7}", EMAIL + " invalid");
        assertCreationRefused("{\"customer_email\":{}}", EMAIL + " invalid");
        for (String malformed :
                List.of("john", "john@", "@example.com", "john@example", "a b@example.com", "a@b@c.de")) {
            assertCreationRefused("{\"customer_email\":\"%s\"}".formatted(malformed), EMAIL + " invalid");
        }
        assertCreationRefused(
                "{\"customer_email\":\"%s@example.com\"}".formatted("x".repeat(244)), EMAIL + " too_long");
        assertCreationRefused("{\"customer_email\":\"nobody.%s\"}".formatted(email), EMAIL + " not_found");
        assertCreationRefused(
                "{\"customer_email\":\"nobody.%s\",\"reference\":\"%s\",\"reference_origin\":7,\"metadata\":[]}"
                        .formatted(email, "r".repeat(256)),
                "/data/attributes/reference too_long",
                "/data/attributes/reference_origin invalid",
                "/data/attributes/metadata invalid",
                EMAIL + " not_found");
        assertCreationRefused(
                "{\"customer_email\":\"%s\",\"metadata\":null}".formatted(email), "/data/attributes/metadata blank");
        assertThat(database().value("SELECT COUNT(*) FROM customer_password_resets WHERE customer_email = ?", email))
                .isEqualTo("0");
    }

    @Test
    void takesReferencesOf255CharactersWhateverTheirBytes() {
        customer(email, null);
        String longest = "😀".repeat(255);
        Response response = create("{\"customer_email\":\"%s\",\"reference\":\"%s\",\"reference_origin\":\"%s\"}"
                .formatted(email, longest, longest));
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        assertThat(backEnd().get(self(response)).attribute("reference").asText())
                .isEqualTo(longest);
    }

    @Test
    void keepsMetadataAsItWasSent() {
        customer(email, null);
        String metadata =
                "{\"empty\":{},\"list\":[],\"null\":null,\"text\":\"ä😀\",\"number\":1.5,\"deep\":[{\"a\":[1]}]}";
        Response response = create("{\"customer_email\":\"%s\",\"metadata\":%s}".formatted(email, metadata));
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        Response kept = backEnd().get(self(response));
        assertThat(kept.attribute("metadata")).isEqualTo(response.attribute("metadata"));
        assertThat(kept.attribute("metadata").path("list").toString()).isEqualTo("[]");
        assertThat(kept.attribute("metadata").path("null").toString()).isEqualTo("null");
        assertThat(kept.attribute("metadata").path("text").asText()).isEqualTo("ä😀");
        assertThat(kept.attribute("metadata").path("deep").toString()).isEqualTo("[{\"a\":[1]}]");
    }

    @Test
    void metadataHasLimits() {
        customer(email, null);
        String at = "/data/attributes/metadata ";
        assertMetadata(nested(20), null);
        assertMetadata(nested(21), at + "too_deep");
        assertMetadata("{\"a\":\"%s\"}".formatted("x".repeat(65536 - 8)), null);
        assertMetadata("{\"a\":\"%s\"}".formatted("x".repeat(65536 - 7)), at + "too_large");
        assertMetadata("{\"a\":9007199254740992}", null);
        assertMetadata("{\"a\":9007199254740993}", at + "not_exact");
        assertMetadata("{\"a\":1e400}", at + "not_exact");
        assertMetadata("{\"a\":0.1}", null);
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    private void assertMetadata(String metadata, String refusal) {
        Response response = create("{\"customer_email\":\"%s\",\"metadata\":%s}".formatted(email, metadata));
        if (refusal == null) {
            assertThat(response.status()).as(response.body()).isEqualTo(201);
        } else {
            assertThat(response.errors()).containsExactly("422 VALIDATION_ERROR " + refusal);
        }
    }

    @Test
    @Override
    public void retrieveCustomerPasswordReset200() {
        customer(email, null);
        Response reset = reset(email);
        Response response = backEnd().get(self(reset));
        assertLike(response, 200, "createCustomerPasswordReset", "email-only", examples(response));
        assertThat(token(response)).isEqualTo(token(reset));
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("Location")).isNull();
    }

    @Test
    void retrievesTheCustomerAlongWithTheReset() {
        String customer = created("createCustomer", "customers", "new-customer").id();
        Response reset = created("createCustomerPasswordReset", TYPE, "forgotten-password");
        Response response = backEnd().get(self(reset) + "?include=customer");
        assertLike(
                response,
                200,
                "retrieveCustomerPasswordReset",
                "with-customer",
                "john@example.com",
                email,
                "xYZkjABcde",
                reset.id(),
                "YDWxVhZKjb",
                customer);
    }

    @Test
    @Override
    public void updateCustomerPasswordReset200() {
        customer(email, null);
        Response reset = created("createCustomerPasswordReset", TYPE, "forgotten-password");
        clock.forward(java.time.Duration.ofMinutes(10));
        Response changed =
                backEnd().update(TYPE, reset.id(), "{\"reference\":\"TICKET-17\",\"reference_origin\":\"HELPDESK\"}");
        clock.reset();
        assertLike(changed, 200, "updateCustomerPasswordReset", "reference-changed", examples(changed));
        assertThat(token(changed)).isEqualTo(token(reset));
        assertThat(changed.header("Cache-Control")).isEqualTo("no-store");
        assertThat(changed.attribute("updated_at").asText())
                .isGreaterThan(changed.attribute("created_at").asText());

        Response emptied = backEnd()
                .update(TYPE, reset.id(), "{\"reference\":null,\"reference_origin\":null,\"metadata\":{\"b\":2}}");
        assertThat(emptied.attribute("reference").isNull()).isTrue();
        assertThat(emptied.attribute("reference_origin").isNull()).isTrue();
        assertThat(emptied.attribute("metadata").toString()).isEqualTo("{\"b\":2}");
        assertThat(backEnd().get(self(reset)).json().path("data").path("attributes"))
                .isEqualTo(emptied.json().path("data").path("attributes"));
    }

    @Test
    void aCompletedResetHasNoTokenAnyMore() {
        customer(email, null);
        Response reset = created("createCustomerPasswordReset", TYPE, "forgotten-password");
        Response completed = complete(backEnd(), reset.id(), token(reset), PASSWORD);
        assertLike(completed, 200, "updateCustomerPasswordReset", "completed", examples(completed));
        Response kept = backEnd().get(self(reset));
        assertLike(kept, 200, "retrieveCustomerPasswordReset", "completed", examples(kept));
        assertThat(kept.attribute("reset_password_at")).isEqualTo(kept.attribute("updated_at"));
    }

    @Test
    void aCompletionMayChangeTheReferencesToo() {
        customer(email, null);
        Response reset = reset(email);
        Response completed = backEnd()
                .update(
                        TYPE,
                        reset.id(),
                        "{\"customer_password\":\"%s\",\"_reset_password_token\":\"%s\",\"reference\":\"R\",\"metadata\":{\"a\":1}}"
                                .formatted(PASSWORD, token(reset)));
        assertThat(completed.status()).as(completed.body()).isEqualTo(200);
        Response kept = backEnd().get(self(reset));
        assertThat(kept.attribute("reference").asText()).isEqualTo("R");
        assertThat(kept.attribute("metadata").toString()).isEqualTo("{\"a\":1}");
    }

    @Test
    @Override
    public void updateCustomerPasswordReset422() {
        customer(email, null);
        Response reset = reset(email);
        Response another = reset(email);
        String token = token(reset);
        assertUpdateRefused(reset, "{\"customer_password\":\"%s\"}".formatted(PASSWORD), TOKEN + " blank");
        assertUpdateRefused(reset, wish(PASSWORD, ""), TOKEN + " blank");
        assertUpdateRefused(
                reset,
                "{\"customer_password\":\"%s\",\"_reset_password_token\":null}".formatted(PASSWORD),
                TOKEN + " blank");
        assertUpdateRefused(reset, "{\"_reset_password_token\":\"%s\"}".formatted(token), NEW_PASSWORD + " blank");
        assertUpdateRefused(reset, wish("", token), NEW_PASSWORD + " blank");
        assertUpdateRefused(reset, wish("1234567", token), NEW_PASSWORD + " too_short");
        assertUpdateRefused(reset, wish("😀".repeat(7), token), NEW_PASSWORD + " too_short");
        assertUpdateRefused(reset, wish("x".repeat(129), token), NEW_PASSWORD + " too_long");
        assertUpdateRefused(reset, wish(PASSWORD, "aWrongTokenOf20Chars"), TOKEN + " invalid");
        assertUpdateRefused(reset, wish(PASSWORD, token(another)), TOKEN + " invalid");
        assertUpdateRefused(reset, wish(PASSWORD, " " + token), TOKEN + " invalid");
        assertUpdateRefused(reset, wish(PASSWORD, "x".repeat(256)), TOKEN + " too_long");
        assertUpdateRefused(
                reset,
                "{\"customer_password\":\"short\",\"_reset_password_token\":\"wrong\",\"reference\":\"%s\"}"
                        .formatted("r".repeat(256)),
                NEW_PASSWORD + " too_short",
                "/data/attributes/reference too_long",
                TOKEN + " invalid");
        Response counted = backEnd().update(TYPE, reset.id(), wish("1234567", token));
        assertThat(counted.at("/errors/0/meta/count").asInt()).isEqualTo(8);

        assertThat(backEnd().get(self(reset)).json().path("data").path("attributes"))
                .as("Nothing has changed")
                .isEqualTo(reset.json().path("data").path("attributes"));
        assertThat(complete(backEnd(), reset.id(), token, "😀".repeat(8)).status())
                .isEqualTo(200);
    }

    private static String wish(String password, String token) {
        return "{\"customer_password\":\"%s\",\"_reset_password_token\":\"%s\"}".formatted(password, token);
    }

    private void assertUpdateRefused(Response reset, String attributes, String... refusals) {
        assertRefused(backEnd().update(TYPE, reset.id(), attributes), refusals);
    }

    @Test
    @Override
    public void deleteCustomerPasswordReset204() {
        customer(email, null);
        Response reset = reset(email);
        Response response = backEnd().delete(self(reset));
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(backEnd().get(self(reset)).status()).isEqualTo(404);
        assertThat(backEnd().delete(self(reset)).status()).isEqualTo(404);
        assertThat(complete(backEnd(), reset.id(), token(reset), PASSWORD).status())
                .isEqualTo(404);
        assertThat(events(reset))
                .containsExactly("customer_password_resets.create", "customer_password_resets.destroy");
    }

    @Test
    @Override
    public void listCustomerPasswordResets200() {
        customer(email, null);
        Response open = created("createCustomerPasswordReset", TYPE, "forgotten-password");
        Response completed = reset(email);
        complete(backEnd(), completed.id(), token(completed), PASSWORD);
        Response list = backEnd()
                .get("/api/customer_password_resets?filter[id]=%s,%s"
                        .formatted(open.id(), completed.id())
                        .replace("[", "%5B")
                        .replace("]", "%5D"));
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        assertThat(list.header("Cache-Control")).isEqualTo("no-store");
        assertThat(list.at("/meta").toString()).isEqualTo("{\"record_count\":2,\"page_count\":1}");
        assertThat(list.at("/data")).hasSize(2);
        assertThat(list.at("/data"))
                .extracting(resource -> resource.path("id").asText())
                .containsExactlyInAnyOrder(open.id(), completed.id());
        assertThat(list.at("/links").properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("first", "last");
        list.at("/links")
                .forEach(link ->
                        assertThat(backEnd().get(link.asText()).at("/data")).isNotEmpty());
        list.at("/data").forEach(resource -> assertThat(members(resource))
                .isEqualTo(members(Examples.response("listCustomerPasswordResets", "two-resets")
                        .at("/data/0"))));
    }

    private static List<String> members(com.fasterxml.jackson.databind.JsonNode resource) {
        List<String> names = new java.util.ArrayList<>();
        resource.properties().forEach(member -> {
            names.add(member.getKey());
            member.getValue().fieldNames().forEachRemaining(name -> names.add(member.getKey() + "." + name));
        });
        return names;
    }

    @Test
    @Override
    public void retrieveCustomerPasswordResetCustomer200() {
        String customer = created("createCustomer", "customers", "new-customer").id();
        Response reset = reset(email);
        Response response = backEnd().get(self(reset) + "/customer");
        assertLike(
                response,
                200,
                "retrieveCustomerPasswordResetCustomer",
                "new-customer",
                "john@example.com",
                email,
                "YDWxVhZKjb",
                customer);
    }

    @Test
    @Override
    public void listCustomerPasswordResetEvents200() {
        customer(email, null);
        Response reset = reset(email);
        clock.forward(java.time.Duration.ofSeconds(1));
        complete(backEnd(), reset.id(), token(reset), PASSWORD);
        clock.reset();
        Response response = backEnd().get(self(reset) + "/events");
        assertLike(
                response,
                200,
                "listCustomerPasswordResetEvents",
                "events-of-reset",
                "xYZkjABcde",
                reset.id(),
                "KdBqhLrtWm",
                response.at("/data/0/id").asText(),
                "MwTnpYsGvc",
                response.at("/data/1/id").asText());
    }

    @Test
    @Override
    public void listCustomerPasswordResetEventStores200() {
        String customer = customer(email, null).id();
        Response reset = reset(email);
        complete(storefront(), reset.id(), token(reset), PASSWORD);
        Response response = backEnd().get(self(reset) + "/event_stores");
        assertLike(
                response,
                200,
                "listCustomerPasswordResetEventStores",
                "changes-of-reset",
                "xYZkjABcde",
                reset.id(),
                "YDWxVhZKjb",
                customer,
                "john@example.com",
                email,
                "back-office",
                TestApplications.BACK_END.clientId(),
                "storefront",
                TestApplications.STOREFRONT.clientId(),
                "192.0.2.1",
                "127.0.0.1",
                "198.51.100.7",
                "127.0.0.1",
                "BqLdTyGhNs",
                response.at("/data/0/id").asText(),
                "CrMfUzHjPt",
                response.at("/data/1/id").asText());
    }

    @Test
    @Override
    public void retrieveCustomerPasswordResetCustomerRelationship200() {
        String customer = customer(email, null).id();
        Response reset = reset(email);
        Response response = backEnd().get(self(reset) + "/relationships/customer");
        assertLike(
                response,
                200,
                "retrieveCustomerPasswordResetCustomerRelationship",
                "customer-linkage",
                "xYZkjABcde",
                reset.id(),
                "YDWxVhZKjb",
                customer);
    }

    @Test
    @Override
    public void listCustomerPasswordResetEventsRelationship200() {
        customer(email, null);
        Response reset = reset(email);
        clock.forward(java.time.Duration.ofSeconds(1));
        complete(backEnd(), reset.id(), token(reset), PASSWORD);
        clock.reset();
        Response events = backEnd().get(self(reset) + "/events");
        Response response = backEnd().get(self(reset) + "/relationships/events");
        assertLike(
                response,
                200,
                "listCustomerPasswordResetEventsRelationship",
                "events-linkage",
                "xYZkjABcde",
                reset.id(),
                "KdBqhLrtWm",
                events.at("/data/0/id").asText(),
                "MwTnpYsGvc",
                events.at("/data/1/id").asText());
    }

    private Response created(String operation, String type, String example) {
        String wish = Examples.request(operation, example).toString().replace("john@example.com", email);
        Response response = backEnd().send("POST", "/api/" + type, wish);
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return response;
    }

    private String[] examples(Response response) {
        return new String[] {"john@example.com", email, "xYZkjABcde", response.id()};
    }

    private Response create(String attributes) {
        return backEnd().create(TYPE, attributes);
    }

    private void assertCreationRefused(String attributes, String... refusals) {
        assertRefused(create(attributes), refusals);
    }

    private static void assertRefused(Response response, String... refusals) {
        assertThat(response.status()).as(response.body()).isEqualTo(422);
        assertThat(response.errors())
                .containsExactlyInAnyOrderElementsOf(List.of(refusals).stream()
                        .map(refusal -> "422 VALIDATION_ERROR " + refusal)
                        .toList());
    }

    private static String self(Response reset) {
        return reset.at("/data/links/self").asText();
    }

    private List<String> events(Response reset) {
        return database()
                .rows("SELECT name FROM events WHERE resource_id = ? ORDER BY created_at, name", reset.id())
                .stream()
                .map(row -> row.get(0))
                .toList();
    }
}
