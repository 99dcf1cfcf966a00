package org.passwordresets.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passwordresets.support.Contracted.assertLike;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.contract.Examples;
import org.passwordresets.generated.api.CustomersSpecification;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;

/** Each response that the contract promises for customers only. */
class CustomerOperationsTest extends ServerTest implements CustomersSpecification {
    private static final String TYPE = "customers";
    private static final String EMAIL = "/data/attributes/email";
    private static final String PASSWORD = "/data/attributes/password";

    private String email;

    @BeforeEach
    void chooseAnEmail() {
        email = email();
    }

    @Test
    @Override
    public void createCustomer201() {
        Response response = registered();
        assertLike(response, 201, "createCustomer", "new-customer", examples(response));
        assertThat(response.header("Location"))
                .isEqualTo(response.at("/data/links/self").asText());
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.attribute("updated_at")).isEqualTo(response.attribute("created_at"));
        assertThat(events(response)).containsExactly("customers.create_password");

        String guest = email();
        Response created = customer(guest, null);
        assertLike(created, 201, "createCustomer", "guest", "jane@example.com", guest, "PzQmRtVwLk", created.id());
        assertThat(events(created)).isEmpty();
    }

    @Test
    void trimsTheEmailAndKeepsItsSpelling() {
        Response response = create("{\"email\":\" \\t Jürgen.%s\\n \"}".formatted(email));
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        assertThat(response.attribute("email").asText()).isEqualTo("Jürgen." + email);
        assertRefused(create("{\"email\":\"JÜRGEN.%s\"}".formatted(email)), EMAIL + " taken");
    }

    @Test
    @Override
    public void createCustomer422() {
        assertCreationRefused("{}", EMAIL + " blank");
        assertCreationRefused("{\"email\":null}", EMAIL + " blank");
        assertCreationRefused("{\"email\":\"\"}", EMAIL + " blank");
        assertCreationRefused("{\"email\":\" \\u2003 \"}", EMAIL + " blank");
        assertCreationRefused("{\"email\":true}", EMAIL + " invalid");
        for (String malformed :
                List.of("john", "john@", "@example.com", "john@example", "a b@example.com", "a@b@c.de")) {
            assertCreationRefused("{\"email\":\"%s\"}".formatted(malformed), EMAIL + " invalid");
        }
        assertCreationRefused("{\"email\":\"%s@example.com\"}".formatted("x".repeat(244)), EMAIL + " too_long");
        assertCreationRefused(wish(email, "1234567"), PASSWORD + " too_short");
        assertCreationRefused(wish(email, "x".repeat(129)), PASSWORD + " too_long");
        assertCreationRefused(wish(email, ""), PASSWORD + " blank");
        assertCreationRefused("{\"email\":\"%s\",\"password\":null}".formatted(email), PASSWORD + " blank");
        assertCreationRefused("{\"email\":\"%s\",\"password\":12345678}".formatted(email), PASSWORD + " invalid");
        assertThat(database().value("SELECT COUNT(*) FROM customers WHERE email = ?", email))
                .as("Nothing was created")
                .isEqualTo("0");

        customer(email, null);
        assertCreationRefused(wish(email, "x2345678"), EMAIL + " taken");
        Response taken = create(wish(" " + email.toUpperCase(), "x2345678"));
        assertRefused(taken, EMAIL + " taken");
        assertThat(taken.at("/errors/0/meta/value").asText()).isEqualTo(email.toUpperCase());
        Response many = create(
                "{\"email\":\"%s\",\"password\":\"1234567\",\"shopper_reference\":\"%s\",\"reference\":7,\"metadata\":3}"
                        .formatted(email, "s".repeat(256)));
        assertRefused(
                many,
                EMAIL + " taken",
                PASSWORD + " too_short",
                "/data/attributes/shopper_reference too_long",
                "/data/attributes/reference invalid",
                "/data/attributes/metadata invalid");
    }

    @Test
    void statusAndHasPasswordCannotBeWritten() {
        for (String attribute : List.of("status", "has_password", "created_at", "id")) {
            assertThat(create("{\"email\":\"%s\",\"%s\":\"acquired\"}".formatted(email, attribute))
                            .errors())
                    .containsExactly("400 PARAM_NOT_ALLOWED /data/attributes/" + attribute);
        }
    }

    @Test
    void anEmailIsUniqueInOneOrganizationAndModeOnly() {
        customer(email, null);
        for (TestApplications other : List.of(TestApplications.LIVE_BACK_END, TestApplications.OTHER_BACK_END)) {
            assertThat(client(other)
                            .create(TYPE, "{\"email\":\"%s\"}".formatted(email))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    @Override
    public void retrieveCustomer200() {
        Response customer = registered();
        Response response = backEnd().get(self(customer));
        assertLike(response, 200, "retrieveCustomer", "new-customer", examples(customer));
        assertThat(response.body()).doesNotContain("argon2", "correct horse");
    }

    @Test
    @Override
    public void updateCustomer200() {
        Response customer = registered();
        clock.forward(java.time.Duration.ofSeconds(1));
        Response secured = backEnd().update(TYPE, customer.id(), "{\"password\":\"staple of my diet\"}");
        clock.reset();
        assertLike(secured, 200, "updateCustomer", "new-password", examples(customer));
        assertThat(secured.attribute("updated_at").asText())
                .isGreaterThan(customer.attribute("updated_at").asText());
        assertThat(events(customer)).as("Only the first password is an event").hasSize(1);

        Response moved = backEnd().update(TYPE, customer.id(), "{\"email\":\" Doe.%s \"}".formatted(email));
        assertLike(
                moved,
                200,
                "updateCustomer",
                "new-email",
                "john.doe@example.com",
                "Doe." + email,
                "YDWxVhZKjb",
                customer.id());

        Response emptied = backEnd()
                .update(
                        TYPE,
                        customer.id(),
                        "{\"shopper_reference\":null,\"reference\":\"R\",\"reference_origin\":null,\"metadata\":{}}");
        assertThat(emptied.attribute("shopper_reference").isNull()).isTrue();
        assertThat(emptied.attribute("reference").asText()).isEqualTo("R");
        assertThat(emptied.attribute("metadata").toString()).isEqualTo("{}");
        assertThat(backEnd().get(self(customer)).at("/data/attributes")).isEqualTo(emptied.at("/data/attributes"));
    }

    @Test
    void anUpdateOfNothingIsFine() {
        Response customer = registered();
        Response response = backEnd().update(TYPE, customer.id(), "{}");
        assertLike(response, 200, "retrieveCustomer", "new-customer", examples(customer));
        Response bare = backEnd()
                .send(
                        "PATCH",
                        "/api/customers/" + customer.id(),
                        "{\"data\":{\"type\":\"customers\",\"id\":\"%s\",\"relationships\":{}}}"
                                .formatted(customer.id()));
        assertThat(bare.status()).as(bare.body()).isEqualTo(200);
    }

    @Test
    void aCustomerMayKeepItsEmailInAnotherCase() {
        Response customer = registered();
        Response response = backEnd().update(TYPE, customer.id(), "{\"email\":\"%s\"}".formatted(email.toUpperCase()));
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.attribute("email").asText()).isEqualTo(email.toUpperCase());
    }

    @Test
    void aGuestsFirstPasswordIsAnEvent() {
        Response guest = customer(email, null);
        Response registered = backEnd().update(TYPE, guest.id(), "{\"password\":\"x2345678\"}");
        assertThat(registered.attribute("has_password").asBoolean()).isTrue();
        assertThat(events(guest)).containsExactly("customers.create_password");
    }

    @Test
    @Override
    public void updateCustomer422() {
        Response customer = registered();
        String other = email();
        customer(other, null);
        assertUpdateRefused(customer, "{\"email\":\"\"}", EMAIL + " blank");
        assertUpdateRefused(customer, "{\"email\":null}", EMAIL + " blank");
        assertUpdateRefused(customer, "{\"email\":\"john.example.com\"}", EMAIL + " invalid");
        assertUpdateRefused(customer, "{\"email\":\"%s\"}".formatted(other.toUpperCase()), EMAIL + " taken");
        assertUpdateRefused(customer, "{\"password\":\"1234567\"}", PASSWORD + " too_short");
        assertUpdateRefused(customer, "{\"password\":null}", PASSWORD + " blank");
        assertUpdateRefused(
                customer,
                "{\"email\":\"%s\",\"password\":\"%s\",\"reference_origin\":\"%s\"}"
                        .formatted(other, "x".repeat(129), "r".repeat(256)),
                EMAIL + " taken",
                PASSWORD + " too_long",
                "/data/attributes/reference_origin too_long");
        Response counted = backEnd().update(TYPE, customer.id(), "{\"password\":\"1234567\"}");
        assertThat(counted.at("/errors/0/meta/count").asInt()).isEqualTo(8);
        assertThat(backEnd().get(self(customer)).at("/data/attributes"))
                .as("Nothing has changed")
                .isEqualTo(customer.at("/data/attributes"));
    }

    @Test
    @Override
    public void deleteCustomer204() {
        Response customer = registered();
        Response response = backEnd().delete(self(customer));
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(backEnd().get(self(customer)).status()).isEqualTo(404);
        assertThat(backEnd().delete(self(customer)).status()).isEqualTo(404);
        customer(email, null);
    }

    @Test
    @Override
    public void listCustomerEventStores200() {
        Response customer = customer(email, null);
        Response reset = reset(email);
        complete(storefront(), reset.id(), token(reset), "correct horse battery");
        Response response = backEnd().get(self(customer) + "/event_stores");
        assertLike(
                response,
                200,
                "listCustomerEventStores",
                "changes-of-customer",
                "YDWxVhZKjb",
                customer.id(),
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
                "DsNgVwJkQv",
                response.at("/data/0/id").asText(),
                "FtPhWxKmRw",
                response.at("/data/1/id").asText());
    }

    @Test
    @Override
    public void listCustomers200() {
        Response customer = registered();
        String guestEmail = email();
        Response guest = customer(guestEmail, null);
        Response list =
                backEnd().get("/api/customers?filter%%5Bid%%5D=%s,%s&sort=email".formatted(customer.id(), guest.id()));
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        assertThat(list.header("Cache-Control")).isEqualTo("no-store");
        assertThat(list.at("/meta").toString()).isEqualTo("{\"record_count\":2,\"page_count\":1}");
        assertThat(list.at("/links").properties()).extracting(Map.Entry::getKey).containsExactly("first", "last");
        assertThat(list.at("/data"))
                .extracting(resource -> resource.path("attributes"))
                .containsExactlyInAnyOrder(customer.at("/data/attributes"), guest.at("/data/attributes"));
        for (JsonNode resource : list.at("/data")) {
            assertThat(resource.fieldNames()).toIterable().containsExactlyElementsOf(() -> Examples.response(
                            "listCustomers", "two-customers")
                    .at("/data/0")
                    .fieldNames());
        }
    }

    private Response registered() {
        String wish =
                Examples.request("createCustomer", "new-customer").toString().replace("john@example.com", email);
        Response response = backEnd().send("POST", "/api/customers", wish);
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return response;
    }

    private String[] examples(Response customer) {
        return new String[] {"john@example.com", email, "YDWxVhZKjb", customer.id()};
    }

    private Response create(String attributes) {
        return backEnd().create(TYPE, attributes);
    }

    private static String wish(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    private void assertCreationRefused(String attributes, String... refusals) {
        assertRefused(create(attributes), refusals);
    }

    private void assertUpdateRefused(Response customer, String attributes, String... refusals) {
        assertRefused(backEnd().update(TYPE, customer.id(), attributes), refusals);
    }

    private static void assertRefused(Response response, String... refusals) {
        assertThat(response.status()).as(response.body()).isEqualTo(422);
        assertThat(response.errors())
                .containsExactlyInAnyOrderElementsOf(List.of(refusals).stream()
                        .map(refusal -> "422 VALIDATION_ERROR " + refusal)
                        .toList());
    }

    private static String self(Response customer) {
        return customer.at("/data/links/self").asText();
    }

    private List<String> events(Response customer) {
        return database().rows("SELECT name FROM events WHERE resource_id = ?", customer.id()).stream()
                .map(row -> row.get(0))
                .toList();
    }
}
