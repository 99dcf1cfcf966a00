package org.passwordresets.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.auth.CallerKind;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Examples;
import org.passwordresets.contract.Examples.Example;
import org.passwordresets.contract.Operation;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;

/**
 * Every operation of the contract, called with an access token of every kind, on the running server and on the stub. The
 * requests are the contract's examples. What the contract allows succeeds, what it does not allow is a 401, and a customer
 * meets no other record than their own.
 */
class OperationRightsTest extends ServerTest {
    private static final Contract CONTRACT = Contract.packaged();
    private static final String PASSWORD = "correct horse battery";
    private static final Map<String, String> OF_EXAMPLES = Map.of(
            "customers",
            "YDWxVhZKjb",
            "customer_password_resets",
            "xYZkjABcde",
            "events",
            "KdBqhLrtWm",
            "event_stores",
            "BqLdTyGhNs");

    private static StubServer stub;

    @BeforeAll
    static void startStub() {
        stub = new StubServer(Map.of());
    }

    @AfterAll
    static void stop() {
        stub.close();
    }

    private static TestApplications application(CallerKind kind) {
        return switch (kind) {
            case INTEGRATION -> TestApplications.BACK_END;
            case SALES_CHANNEL, CUSTOMER -> TestApplications.STOREFRONT;
            case WEBAPP_READ_ONLY -> TestApplications.READING_WEBAPP;
            case WEBAPP_SUPPORT -> TestApplications.SUPPORT_WEBAPP;
            case WEBAPP_ADMIN -> TestApplications.ADMIN_WEBAPP;
            case WEBAPP -> TestApplications.PUBLIC_WEBAPP;
        };
    }

    static Stream<Arguments> operationsAndKinds() {
        return CONTRACT.operations().stream()
                .filter(operation -> operation.definition().has("x-rights"))
                .flatMap(operation ->
                        Arrays.stream(CallerKind.values()).map(kind -> Arguments.of(operation.id(), kind)));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("operationsAndKinds")
    void theServerAllowsWhatTheContractAllows(String id, CallerKind kind) {
        Operation operation = CONTRACT.operation(id);
        if (kind == CallerKind.CUSTOMER) {
            assertCustomerMay(operation);
            return;
        }
        Response response = send(client(application(kind)), operation, newRecord(type(operation)));
        switch (operation.rights().of(kind.text())) {
            case NONE -> assertDenied(response);
            case ALL -> assertAllowed(response, operation);
            case OWN -> fail("Only customers have records of their own");
        }
    }

    /** Signs in for each request, because a new password ends what was before. */
    private void assertCustomerMay(Operation operation) {
        String email = email();
        Record own = new Record(customer(email, PASSWORD).id(), email(), "");
        Client client = Client.signedIn(server.getURI(), TestApplications.STOREFRONT, email, PASSWORD);
        Response response = send(client, operation, newRecord(type(operation)));
        switch (operation.rights().of(CallerKind.CUSTOMER.text())) {
            case NONE -> assertDenied(response);
            case ALL -> assertAllowed(response, operation);
            case OWN -> {
                assertMissing(response);
                assertAllowed(send(client, operation, own), operation);
            }
        }
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("operationsAndKinds")
    void theStubAllowsWhatTheContractAllows(String id, CallerKind kind) {
        Operation operation = CONTRACT.operation(id);
        Client client = stub.client().header("Authorization", "Bearer " + kind.text());
        Record known = new Record(OF_EXAMPLES.getOrDefault(type(operation), ""), "", "");
        Response response = send(client, operation, known);
        switch (operation.rights().of(kind.text())) {
            case NONE -> assertDenied(response);
            case ALL -> assertAllowed(response, operation);
            case OWN -> {
                assertAllowed(response, operation);
                assertMissing(send(client, operation, new Record("PzQmRtVwLk", "", "")));
            }
        }
    }

    private static void assertDenied(Response response) {
        assertThat(response.errors()).as(response.body()).containsExactly("401 UNAUTHORIZED");
        assertThat(response.status()).isEqualTo(401);
    }

    private static void assertAllowed(Response response, Operation operation) {
        assertThat(response.status()).as(response.body()).isEqualTo(operation.successStatus());
    }

    private static void assertMissing(Response response) {
        assertThat(response.errors()).as(response.body()).containsExactly("404 RECORD_NOT_FOUND");
    }

    /**
     * What a request needs of a record.
     *
     * @param email of a customer
     * @param token of a reset
     */
    private record Record(String id, String email, String token) {}

    private static String type(Operation operation) {
        return operation.path().split("/")[2];
    }

    private Record newRecord(String type) {
        String email = email();
        Response customer = customer(email, PASSWORD);
        if (type.equals("customers")) {
            return new Record(customer.id(), email(), "");
        }
        Response reset = reset(email);
        return switch (type) {
            case "customer_password_resets" -> new Record(reset.id(), email, token(reset));
            case "events", "event_stores" -> new Record(firstOf(reset.id() + "/" + type), "", "");
            default -> new Record("", "", "");
        };
    }

    private String firstOf(String related) {
        return backEnd()
                .get("/api/customer_password_resets/" + related)
                .at("/data/0/id")
                .asText();
    }

    private static Response send(Client client, Operation operation, Record record) {
        String path = operation.path().replace("{id}", record.id());
        return client.send(
                operation.method(),
                path,
                operation.document() == null ? null : body(operation, record).toString());
    }

    /** The first example of the operation's request, with the record's values in the places of its own. */
    private static JsonNode body(Operation operation, Record record) {
        JsonNode body = Examples.requests().stream()
                .filter(example -> example.operation().equals(operation.id()))
                .map(Example::value)
                .findFirst()
                .orElseThrow()
                .deepCopy();
        ObjectNode data = (ObjectNode) body.path("data");
        if (data.has("id")) {
            data.put("id", record.id());
        }
        ObjectNode attributes = (ObjectNode) data.path("attributes");
        for (String name : List.of("email", "customer_email")) {
            if (attributes.has(name) && !record.email().isEmpty()) {
                attributes.put(name, record.email());
            }
        }
        if (attributes.has("_reset_password_token") && !record.token().isEmpty()) {
            attributes.put("_reset_password_token", record.token());
        }
        return body;
    }
}
