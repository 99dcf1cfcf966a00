package org.passwordresets.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;

/**
 * The responses that all operations share ({@code x-shared} in the contract), for each operation that the contract has: a new
 * one is tested by itself, once this class can make a record of its type.
 */
class SharedResponsesTest extends ServerTest {
    private static final Contract CONTRACT = Contract.packaged();
    private static final String UNKNOWN_ID = "NoSuchIdXx";
    private static final int MEBIBYTE = 1024 * 1024;

    static Stream<Operation> operations() {
        return CONTRACT.operations().stream();
    }

    static Stream<Operation> writes() {
        return operations().filter(operation -> operation.document() != null);
    }

    static Stream<Operation> ofOneRecord() {
        return operations().filter(operation -> operation.path().contains("{id}"));
    }

    static Stream<String> paths() {
        return operations().map(Operation::path).distinct();
    }

    @AfterEach
    void returnToThePresent() {
        clock.reset();
    }

    // 401

    @ParameterizedTest
    @MethodSource("operations")
    void withoutATokenNobodyGetsIn(Operation operation) {
        for (String authorization :
                Arrays.asList(null, "", "Bearer", "Bearer ", "Bearer garbage", "Bearer a.b.c", "Basic dTpw")) {
            assertRefused(
                    call(backEnd().header("Authorization", authorization), operation, UNKNOWN_ID),
                    "401 INVALID_TOKEN Authorization");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anExpiredTokenIsInvalid(Operation operation) {
        Client client = backEnd();
        assertThat(call(client, operation, UNKNOWN_ID).status()).isNotEqualTo(401);
        clock.forward(Duration.ofHours(2));
        assertRefused(call(client, operation, UNKNOWN_ID), "401 INVALID_TOKEN Authorization");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aStorefrontMayOnlyCompleteAResetAndAskWhoItIs(Operation operation) {
        Response response = call(storefront(), operation, UNKNOWN_ID);
        if (operation.id().equals("updateCustomerPasswordReset")) {
            assertRefused(response, "404 RECORD_NOT_FOUND");
        } else if (Set.of("retrieveOrganization", "retrieveApplication").contains(operation.id())) {
            assertThat(response.status()).isEqualTo(200);
        } else {
            assertRefused(response, "401 UNAUTHORIZED");
        }
    }

    // 404

    @ParameterizedTest
    @MethodSource("ofOneRecord")
    void anIdThatNobodyHasIsNotFound(Operation operation) {
        String id = record(operation);
        for (String unknown : List.of(
                UNKNOWN_ID,
                id.substring(1),
                id + "x",
                id + "%20",
                "%20" + id,
                id.toUpperCase().equals(id) ? id.toLowerCase() : id.toUpperCase(),
                "xhFfkmfybsLxzaAP6xcs",
                "x".repeat(300),
                "%C3%A4%F0%9F%98%80",
                "%25",
                "'%20OR%201=1--",
                "null")) {
            assertRefused(call(backEnd(), operation, unknown), "404 RECORD_NOT_FOUND");
        }
    }

    @ParameterizedTest
    @MethodSource("ofOneRecord")
    void nothingCrossesTheBorderOfOrganizationAndMode(Operation operation) {
        String id = record(operation);
        for (TestApplications other : List.of(TestApplications.OTHER_BACK_END, TestApplications.LIVE_BACK_END)) {
            assertRefused(call(client(other), operation, id), "404 RECORD_NOT_FOUND");
        }
        assertThat(call(backEnd(), operation, id).status())
                .as("Its owner finds it")
                .isBetween(200, 299);
    }

    @Test
    void anUnknownPathIsNotFound() {
        for (String path : List.of(
                "/api",
                "/api/",
                "/api/orders",
                "/api/customers/",
                "/api/customers/" + UNKNOWN_ID + "/",
                "/api/customers/" + UNKNOWN_ID + "/orders",
                "/api/customer_password_resets/" + UNKNOWN_ID + "/relationships/orders",
                "/api/Customers",
                "/api//customers")) {
            assertRefused(backEnd().get(path), "404 NOT_FOUND");
            assertRefused(Client.plain(server.getURI()).get(path), "404 NOT_FOUND");
        }
    }

    // 405

    @ParameterizedTest
    @MethodSource("paths")
    void anotherMethodIsNotAllowed(String path) {
        Set<String> allowed = new TreeSet<>(CONTRACT.methodsOf(path));
        assertThat(allowed).isNotEmpty();
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        String address = path.replace("{id}", UNKNOWN_ID);
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")) {
            boolean writesRelationship = path.contains("/relationships/")
                    && Set.of("POST", "PATCH", "DELETE").contains(method);
            if (writesRelationship) {
                Response response = backEnd().send(method, address, null);
                assertRefused(response, "403 RELATIONSHIP_NOT_WRITABLE");
                assertThat(allow(response)).isEqualTo(allowed);
            } else if (!allowed.contains(method)) {
                for (Client client : List.of(backEnd(), Client.plain(server.getURI()))) {
                    Response response = client.send(method, address, null);
                    assertThat(response.status())
                            .as("%s: %s", method, response.body())
                            .isEqualTo(405);
                    assertThat(allow(response)).isEqualTo(allowed);
                    if (!method.equals("HEAD")) {
                        assertRefused(response, "405 METHOD_NOT_ALLOWED");
                    }
                }
            }
        }
        Response options = Client.plain(server.getURI()).send("OPTIONS", address, null);
        assertThat(options.status()).isEqualTo(204);
        assertThat(allow(options)).isEqualTo(allowed);
    }

    private static Set<String> allow(Response response) {
        return new TreeSet<>(List.of(response.header("Allow").split(", ")));
    }

    // 406 and 415

    @ParameterizedTest
    @MethodSource("operations")
    void anotherMediaTypeIsNotAcceptable(Operation operation) {
        for (String accept : List.of(
                "application/json",
                "text/html, application/xml;q=0.9",
                "application/vnd.api+json; charset=utf-8",
                "application/vnd.api+json; ext=\"https://example.com/ext\"",
                "application/vnd.api+json;q=0",
                "application/vnd.api+json;q=high",
                "json")) {
            assertRefused(call(backEnd().header("Accept", accept), operation, UNKNOWN_ID), "406 NOT_ACCEPTABLE Accept");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void manyAcceptHeadersLeaveRoomForJsonApi(Operation operation) {
        for (String accept : Arrays.asList(
                null,
                "*/*",
                "application/*",
                "text/html, */*;q=0.1",
                "application/json, application/vnd.api+json",
                "application/vnd.api+json; profile=\"https://example.com/a,b\"",
                "application/vnd.api+json;",
                "APPLICATION/VND.API+JSON")) {
            Response response = call(backEnd().header("Accept", accept), operation, UNKNOWN_ID);
            assertThat(response.status()).as("%s: %s", accept, response.body()).isNotIn(400, 406, 415, 500);
        }
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aBodyOfAnotherTypeIsNotSupported(Operation operation) {
        for (String type : Arrays.asList(
                null,
                "application/json",
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/vnd.api+json; charset=utf-8",
                "application/vnd.api+json; ext=\"https://example.com/ext\"")) {
            assertRefused(
                    call(backEnd().header("Content-Type", type), operation, UNKNOWN_ID),
                    "415 UNSUPPORTED_MEDIA_TYPE Content-Type");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aContentTypeWithoutABodyDoesNotMatter(Operation operation) {
        if (operation.document() == null) {
            for (String type : Arrays.asList(null, "application/json", "application/vnd.api+json")) {
                Response response = call(backEnd().header("Content-Type", type), operation, UNKNOWN_ID);
                assertThat(response.status()).as(response.body()).isIn(200, 404);
            }
        }
    }

    // 413

    @ParameterizedTest
    @MethodSource("writes")
    void aBodyOverOneMebibyteIsTooLarge(Operation operation) {
        byte[] largest = padded(operation, MEBIBYTE);
        byte[] tooLarge = padded(operation, MEBIBYTE + 1);
        byte[] farTooLarge = padded(operation, 9 * MEBIBYTE);
        for (boolean chunked : List.of(false, true)) {
            assertThat(send(operation, largest, chunked).status()).isIn(404, 422);
            assertRefused(send(operation, tooLarge, chunked), "413 PAYLOAD_TOO_LARGE");
            assertRefused(send(operation, farTooLarge, chunked), "413 PAYLOAD_TOO_LARGE");
        }
    }

    private static byte[] padded(Operation operation, int bytes) {
        String document = document(operation, UNKNOWN_ID);
        return (document + " ".repeat(bytes - document.length())).getBytes(StandardCharsets.US_ASCII);
    }

    private Response send(Operation operation, byte[] body, boolean chunked) {
        return backEnd().send(operation.method(), address(operation, UNKNOWN_ID), body, chunked);
    }

    // 400, 403, 409

    @ParameterizedTest
    @MethodSource("writes")
    void aBodyThatIsNoJsonIsBad(Operation operation) {
        for (String body : List.of(
                "",
                " ",
                "{",
                "{\"data\":",
                "nonsense",
                "{} {}",
                "{\"data\":NaN}",
                "{\"data\":1,\"data\":2}",
                "\uFEFF{",
                "{\"data\":{\"type\":\"\\ud800\"}}",
                "{\"data\":" + "[".repeat(5000) + "]".repeat(5000) + "}")) {
            assertRefused(backEnd().send(operation.method(), address(operation, UNKNOWN_ID), body), "400 BAD_REQUEST");
        }
        byte[] latin1 = "{\"data\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(send(operation, latin1, false), "400 BAD_REQUEST");
        // Parsers recognize these without a declaration.
        for (String encoding : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE")) {
            byte[] json = "{\"data\":[]}".getBytes(Charset.forName(encoding));
            assertRefused(send(operation, json, false), "400 BAD_REQUEST");
        }
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aDocumentOfTheWrongShapeIsRefused(Operation operation) {
        boolean update = operation.document().identified();
        String type = operation.document().type();
        String id = update ? ",\"id\":\"" + UNKNOWN_ID + "\"" : "";
        String head = "\"type\":\"" + type + "\"" + id;
        assertDocument(operation, "[]", "400 INVALID_DATA_FORMAT");
        assertDocument(operation, "null", "400 INVALID_DATA_FORMAT");
        assertDocument(operation, "\"data\"", "400 INVALID_DATA_FORMAT");
        assertDocument(operation, "{}", "400 PARAM_MISSING /data");
        assertDocument(operation, "{\"data\":null}", "400 INVALID_DATA_FORMAT /data");
        assertDocument(operation, "{\"data\":[]}", "400 INVALID_DATA_FORMAT /data");
        assertData(operation, "", "400 PARAM_MISSING /data/type");
        assertData(operation, "\"type\":7" + id, "400 INVALID_DATA_FORMAT /data/type");
        assertData(operation, "\"type\":\"orders\"" + id, "409 INVALID_RESOURCE /data/type");
        assertData(operation, head + ",\"attributes\":[]", "400 INVALID_DATA_FORMAT /data/attributes");
        assertData(operation, head + ",\"attributes\":null", "400 INVALID_DATA_FORMAT /data/attributes");
        assertData(operation, head + ",\"relationships\":[]", "400 INVALID_DATA_FORMAT /data/relationships");
        assertData(operation, head + ",\"attributes\":{\"colour\":1}", "400 PARAM_NOT_ALLOWED /data/attributes/colour");
        assertData(operation, head + ",\"attributes\":{\"a/b~c\":1}", "400 PARAM_NOT_ALLOWED /data/attributes/a~1b~0c");
        assertData(
                operation,
                head + ",\"relationships\":{\"colour\":{}}",
                "400 PARAM_NOT_ALLOWED /data/relationships/colour");
        CONTRACT.resourceType(type)
                .relationships()
                .keySet()
                .forEach(relationship -> assertData(
                        operation,
                        head + ",\"relationships\":{\"" + relationship + "\":{\"data\":null}}",
                        "403 RELATIONSHIP_NOT_WRITABLE /data/relationships/" + relationship));
        if (update) {
            String typed = "\"type\":\"" + type + "\"";
            assertData(operation, typed, "400 KEY_ORDER_MISMATCH /data/id");
            assertData(operation, typed + ",\"id\":7", "400 INVALID_DATA_FORMAT /data/id");
            assertData(operation, typed + ",\"id\":\"AnotherIdX\"", "409 KEY_NOT_INCLUDED_IN_URL /data/id");
        } else {
            assertData(operation, head + ",\"id\":\"" + UNKNOWN_ID + "\"", "403 CLIENT_ID_NOT_ALLOWED /data/id");
        }
    }

    private void assertData(Operation operation, String members, String refusal) {
        assertDocument(operation, "{\"data\":{" + members + "}}", refusal);
    }

    private void assertDocument(Operation operation, String body, String refusal) {
        assertRefused(backEnd().send(operation.method(), address(operation, UNKNOWN_ID), body), refusal);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anUnknownParameterIsRefused(Operation operation) {
        for (String name : List.of("colour", "page", "page[colour]", "filter", "fields", "Sort")) {
            Response response = backEnd()
                    .send(
                            operation.method(),
                            address(operation, UNKNOWN_ID) + "?" + encoded(name) + "=1",
                            operation.document() == null ? null : document(operation, UNKNOWN_ID));
            assertThat(response.status()).as("%s: %s", name, response.body()).isEqualTo(400);
            assertRefused(response, ("400 PARAM_NOT_ALLOWED " + name).strip());
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void eachOfItsParametersIsKnown(Operation operation) {
        for (var parameter : operation.parameters().entrySet()) {
            for (String value : List.of("\u0000", "%zz", "1,1", "-")) {
                Response response = backEnd()
                        .send(
                                operation.method(),
                                address(operation, UNKNOWN_ID)
                                        + "?"
                                        + encoded(parameter.getKey())
                                        + "="
                                        + encoded(value),
                                operation.document() == null ? null : document(operation, UNKNOWN_ID));
                assertThat(response.status())
                        .as("%s=%s: %s", parameter.getKey(), value, response.body())
                        .isLessThan(500);
                assertThat(response.body()).doesNotContain("PARAM_NOT_ALLOWED");
            }
        }
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    // in order

    /** Everything is wrong with this request; whatever is told is put right, and the next is told. */
    @Test
    void theChecksComeInOrder() {
        String customer = customer(email(), null).id();
        String good = "\"type\":\"customers\",\"id\":\"" + customer + "\"";
        Client client = Client.plain(server.getURI())
                .header("Authorization", "Bearer garbage")
                .header("Accept", "text/html")
                .header("Content-Type", "text/plain");
        byte[] large = "{".repeat(MEBIBYTE + 1).getBytes(StandardCharsets.US_ASCII);
        String query = "?colour=red";

        assertRefused(client.send("PUT", "/api/orders" + query, large, false), "404 NOT_FOUND");
        assertRefused(client.send("PUT", "/api/customers/x" + query, large, false), "405 METHOD_NOT_ALLOWED");
        assertRefused(
                client.send("PATCH", "/api/customers/x" + query, large, false), "401 INVALID_TOKEN Authorization");
        client = storefront().header("Accept", "text/html").header("Content-Type", "text/plain");
        assertRefused(client.send("PATCH", "/api/customers/x" + query, large, false), "401 UNAUTHORIZED");
        client = backEnd().header("Accept", "text/html").header("Content-Type", "text/plain");
        assertRefused(client.send("PATCH", "/api/customers/x" + query, large, false), "406 NOT_ACCEPTABLE Accept");
        client = backEnd().header("Content-Type", "text/plain");
        assertRefused(
                client.send("PATCH", "/api/customers/x" + query, large, false),
                "415 UNSUPPORTED_MEDIA_TYPE Content-Type");
        client = backEnd();
        assertRefused(client.send("PATCH", "/api/customers/x" + query, large, false), "413 PAYLOAD_TOO_LARGE");
        assertRefused(client.send("PATCH", "/api/customers/x" + query, "{"), "400 BAD_REQUEST");
        assertRefused(client.send("PATCH", "/api/customers/x" + query, "{}"), "400 PARAM_NOT_ALLOWED colour");
        assertRefused(client.send("PATCH", "/api/customers/x", "{}"), "400 PARAM_MISSING /data");
        assertRefused(
                client.send(
                        "PATCH",
                        "/api/customers/x",
                        "{\"data\":{\"type\":\"customers\",\"id\":\"x\",\"attributes\":{\"email\":\"\"}}}"),
                "404 RECORD_NOT_FOUND");
        assertRefused(
                client.send(
                        "PATCH",
                        "/api/customers/" + customer,
                        "{\"data\":{" + good + ",\"attributes\":{\"email\":\"\"}}}"),
                "422 VALIDATION_ERROR /data/attributes/email blank");
        assertThat(client.send("PATCH", "/api/customers/" + customer, "{\"data\":{" + good + "}}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("ofOneRecord")
    void aHeadIsAGetWithoutItsBody(Operation operation) {
        if (operation.method().equals("GET")) {
            Response head = backEnd().send("HEAD", address(operation, record(operation)), null);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.header("Content-Type")).isEqualTo("application/vnd.api+json");
            assertThat(backEnd()
                            .send("HEAD", address(operation, UNKNOWN_ID), null)
                            .status())
                    .isEqualTo(404);
        }
    }

    /** An address may encode any character (RFC 3986), and means the same. */
    @ParameterizedTest
    @MethodSource("ofOneRecord")
    void anEncodedIdIsTheSameId(Operation operation) {
        String id = record(operation);
        String encoded = "%" + Integer.toHexString(id.charAt(0)) + id.substring(1);
        String body = operation.document() == null ? null : document(operation, id);
        assertThat(backEnd()
                        .send(operation.method(), address(operation, encoded), body)
                        .status())
                .isBetween(200, 299);
    }

    @Test
    void eachRequestHasATraceIdOfItsOwn() {
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < 3; i++) {
            ids.add(backEnd()
                    .get("/api/customers/" + UNKNOWN_ID)
                    .at("/errors/0/meta/trace_id")
                    .asText());
        }
        assertThat(ids).hasSize(3).allMatch(id -> id.matches("[0-9a-f]{64}"));
    }

    /** A record of the back end, of the type that the operation's path begins with. */
    private String record(Operation operation) {
        String type = operation.path().split("/")[2];
        String email = email();
        return switch (type) {
            case "customers" -> customer(email, null).id();
            case "customer_password_resets" -> {
                customer(email, null);
                yield reset(email).id();
            }
            case "events", "event_stores" -> {
                customer(email, null);
                yield database()
                        .value(
                                "SELECT id FROM " + type + " WHERE resource_id = ?",
                                reset(email).id());
            }
            default -> throw new IllegalStateException("Teach this test to make a record of the type " + type);
        };
    }

    /** The simplest good request, but that a new record has no attributes; the id as it stands in the address. */
    private Response call(Client client, Operation operation, String id) {
        String decoded = java.net.URLDecoder.decode(id, StandardCharsets.UTF_8);
        String body = operation.document() == null ? null : document(operation, decoded);
        return client.send(operation.method(), address(operation, id), body);
    }

    private static String address(Operation operation, String id) {
        return operation.path().replace("{id}", id);
    }

    private static String document(Operation operation, String id) {
        String type = operation.document().type();
        return operation.document().identified()
                ? "{\"data\":{\"type\":\"%s\",\"id\":\"%s\",\"attributes\":{},\"relationships\":{}}}"
                        .formatted(type, id)
                : "{\"data\":{\"type\":\"%s\",\"attributes\":{},\"relationships\":{}}}".formatted(type);
    }

    /** The one error, in a document such as the contract describes. */
    private static void assertRefused(Response response, String error) {
        assertThat(response.errors()).as(response.body()).containsExactly(error);
        assertThat(response.status()).isEqualTo(Integer.parseInt(error.substring(0, 3)));
        assertThat(response.header("Content-Type")).isEqualTo("application/vnd.api+json");
        JsonNode document = response.json();
        assertThat(document.fieldNames()).toIterable().containsExactly("errors");
        for (JsonNode problem : document.path("errors")) {
            List<String> members = new ArrayList<>();
            problem.fieldNames().forEachRemaining(members::add);
            members.remove("source");
            assertThat(members).containsExactly("title", "detail", "code", "status", "meta");
            assertThat(problem.path("title").asText()).isNotBlank();
            assertThat(problem.path("detail").asText()).isNotBlank();
            assertThat(problem.at("/meta/trace_id").asText()).matches("[0-9a-f]{64}");
        }
    }
}
