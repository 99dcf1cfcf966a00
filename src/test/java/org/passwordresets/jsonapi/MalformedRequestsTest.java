package org.passwordresets.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.contract.ResponseCheck;
import org.passwordresets.filter.Predicate;
import org.passwordresets.support.Client;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/**
 * Thousands of malformed requests to each operation: never a fault of the server, always a response that the contract
 * promises. Two thousand to each on average, with another seed every time; a failure prints its own.
 */
class MalformedRequestsTest {
    private static final Contract CONTRACT = Contract.packaged();
    private static final List<Operation> OPERATIONS = List.copyOf(CONTRACT.operations());
    private static final int TRIES = 32_000;
    private static final Map<String, ResponseCheck> CHECKS = new ConcurrentHashMap<>();
    private static final Map<String, Integer> ATTEMPTS = new ConcurrentHashMap<>();

    private static StandingServer server;
    private static Client client;
    private static List<String> ids;

    @BeforeContainer
    static void startWithSomeRecords() {
        server = StandingServer.start();
        client = server.client(TestApplications.OTHER_BACK_END);
        ids = new ArrayList<>(List.of("xYZkjABcde", "NoSuchIdXx"));
        for (int i = 0; i < 5; i++) {
            String email = "malformed-" + System.nanoTime() + "@example.com";
            ids.add(client.create("customers", "{\"email\":\"" + email + "\"}").id());
            ids.add(client.create("customer_password_resets", "{\"customer_email\":\"" + email + "\"}")
                    .id());
        }
    }

    @AfterContainer
    static void stop() {
        server.close();
        if (ATTEMPTS.values().stream().mapToInt(Integer::intValue).sum() < TRIES) {
            // A failure ended it early.
            return;
        }
        assertThat(ATTEMPTS).hasSize(OPERATIONS.size());
        assertThat(ATTEMPTS.values()).allMatch(attempts -> attempts > TRIES / OPERATIONS.size() / 2);
    }

    private record Attempt(
            Operation operation,
            String id,
            String query,
            @Nullable String accept,
            @Nullable String contentType,
            @Nullable String body) {
        @Override
        public String toString() {
            return operation.method() + " " + address() + " Accept: " + accept + " Content-Type: " + contentType + " "
                    + body;
        }

        String address() {
            return operation.path().replace("{id}", encode(id)) + (query.isEmpty() ? "" : "?" + query);
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void getsAResponseThatTheContractPromises(@ForAll("attempts") Attempt attempt) throws Exception {
        Operation operation = attempt.operation();
        ATTEMPTS.merge(operation.id(), 1, Integer::sum);

        Client.Response response = client.header("Accept", attempt.accept())
                .header("Content-Type", attempt.contentType())
                .send(operation.method(), attempt.address(), attempt.body());

        assertThat(response.status()).as(response.body()).isLessThan(500);
        if (response.errors().toString().contains("404 NOT_FOUND")) {
            // The id made it another path.
            return;
        }
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        List<String> departures = CHECKS.computeIfAbsent(operation.id(), id -> new ResponseCheck(operation))
                .departures(response.status(), response.headers(), body);
        assertThat(departures.stream().filter(departure -> !isLeftOut(departure, attempt)))
                .as("%d %s", response.status(), response.body())
                .isEmpty();
    }

    /** Members that the request's own {@code fields} left out are no departure. */
    private static boolean isLeftOut(String departure, Attempt attempt) {
        return attempt.query().contains("fields") && departure.contains("required");
    }

    @Provide
    Arbitrary<Attempt> attempts() {
        return Arbitraries.of(OPERATIONS).flatMap(operation -> Combinators.combine(
                        oneOf(Arbitraries.of(ids), text().filter(id -> !id.isEmpty())),
                        query(operation),
                        oneOf(
                                Arbitraries.of("application/vnd.api+json", "*/*"),
                                Arbitraries.of("", "text/html", "application/*;q=0", ";;", "a/b;c=\"", "*")),
                        oneOf(
                                Arbitraries.just("application/vnd.api+json"),
                                Arbitraries.of(
                                        "application/vnd.api+json",
                                        "application/json",
                                        "x",
                                        "application/vnd.api+json;charset=utf-8")),
                        operation.document() == null ? Arbitraries.just("") : body(operation))
                .as((id, query, accept, contentType, body) -> new Attempt(
                        operation,
                        id,
                        query,
                        accept.isEmpty() ? null : accept,
                        contentType,
                        body.isEmpty() ? null : body)));
    }

    /** Mostly the first, so that more than the first check is reached. */
    private static Arbitrary<String> oneOf(Arbitrary<String> usual, Arbitrary<String> strange) {
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(6, usual), net.jqwik.api.Tuple.of(1, strange));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.of(
                        "",
                        " ",
                        "null",
                        "%",
                        "_",
                        "\\",
                        "'",
                        "\"",
                        "a'; --",
                        "\u0000",
                        "\ud83d\ude00",
                        "\uffff",
                        "ß",
                        "K",
                        "1e400"),
                Arbitraries.strings().withChars("%_\\'\"`;,.[](){}*-+ \t\n0aA").ofMaxLength(30),
                Arbitraries.just("x".repeat(3000)));
    }

    private static Arbitrary<String> query(Operation operation) {
        List<Arbitrary<String>> names = new ArrayList<>();
        names.add(Arbitraries.of(
                "page[number]",
                "page[size]",
                "sort",
                "include",
                "filter",
                "filter[",
                "filter[q]",
                "filter[q][",
                "page",
                "fields[]"));
        names.add(text());
        if (!operation.parameters().isEmpty()) {
            names.add(Arbitraries.of(List.copyOf(operation.parameters().keySet())));
        }
        if (operation.resourceType() != null) {
            ResourceType type = CONTRACT.resourceType(operation.resourceType());
            List<String> paths = paths(type);
            names.add(Combinators.combine(Arbitraries.of(paths), Arbitraries.of(Predicate.values()))
                    .as((path, predicate) -> "filter[q][" + path + "_" + predicate.text() + "]"));
            names.add(Arbitraries.of(paths).map(path -> "filter[" + path + "]"));
        }
        Arbitrary<String> value = Arbitraries.oneOf(
                text(),
                Arbitraries.of(
                        "1",
                        "0",
                        "-1",
                        "25",
                        "true",
                        "false",
                        "2018-01-01",
                        "2018-01-01T00:00:00Z",
                        "9999-12-31",
                        "-999999999-01-01",
                        "+999999999-12-31T23:59:59Z",
                        "{}",
                        "{\"a\":[1]}",
                        "{\"a\":1e999}",
                        "[]",
                        "a,b,,c",
                        "customer",
                        "events",
                        "id,-created_at",
                        "99999999999999999999"));
        Arbitrary<String> parameter = Combinators.combine(Arbitraries.oneOf(names), value)
                .as((name, text) -> encode(name) + "=" + encode(text));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, Arbitraries.just("")),
                net.jqwik.api.Tuple.of(
                        2, parameter.list().ofMinSize(1).ofMaxSize(3).map(all -> String.join("&", all))));
    }

    private static List<String> paths(ResourceType type) {
        Stream<String> related = type.relationships().values().stream()
                .flatMap(
                        relationship -> CONTRACT.resourceType(relationship.relatedType()).attributes().values().stream()
                                .map(attribute -> relationship.name() + "_" + attribute.name()));
        return Stream.concat(type.attributes().values().stream().map(Attribute::name), related)
                .collect(Collectors.toList());
    }

    private static Arbitrary<String> body(Operation operation) {
        Arbitrary<String> document = Combinators.combine(
                        Arbitraries.maps(attributeName(operation), json(3)).ofMaxSize(4),
                        Arbitraries.maps(
                                        Arbitraries.of("type", "id", "attributes", "relationships", "links", "x"),
                                        json(2))
                                .ofMaxSize(1),
                        Arbitraries.of(ids))
                .as((attributes, strange, id) -> document(operation, attributes, strange, id));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, document),
                net.jqwik.api.Tuple.of(1, json(3).map(JsonNode::toString)),
                net.jqwik.api.Tuple.of(1, text()),
                net.jqwik.api.Tuple.of(1, document.map(whole -> whole.substring(0, whole.length() / 2))),
                net.jqwik.api.Tuple.of(
                        1,
                        Arbitraries.of(
                                "[".repeat(5000),
                                "{\"data\":".repeat(2000),
                                "{\"a\":1,\"a\":2}",
                                "\ufeff{}",
                                "nul",
                                "01",
                                "{}{}")));
    }

    private static Arbitrary<String> attributeName(Operation operation) {
        return oneOf(Arbitraries.of(List.copyOf(operation.document().attributes())), text());
    }

    private static String document(
            Operation operation, Map<String, JsonNode> attributes, Map<String, JsonNode> strange, String id) {
        ObjectNode data = new ObjectMapper()
                .createObjectNode()
                .put("type", operation.document().type());
        if (operation.document().identified()) {
            data.put("id", id);
        }
        data.set("attributes", JsonNodeFactory.instance.objectNode().setAll(attributes));
        strange.forEach(data::set);
        return JsonNodeFactory.instance
                .objectNode()
                .<ObjectNode>set("data", data)
                .toString();
    }

    private static Arbitrary<JsonNode> json(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(
                text().map(nodes::textNode),
                Arbitraries.of("a@example.com", "john@example.com", "correct horse battery", "xhFfkmfybsLxzaAP6xcs")
                        .map(nodes::textNode),
                Arbitraries.of(true, false).map(nodes::booleanNode),
                Arbitraries.bigDecimals().map(number -> (JsonNode) nodes.numberNode(number)),
                Arbitraries.just(nodes.nullNode()));
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(
                leaf,
                Arbitraries.maps(text(), json(depth - 1)).ofMaxSize(3).map(members -> nodes.objectNode()
                        .setAll(members)),
                json(depth - 1).list().ofMaxSize(3).map(elements -> nodes.arrayNode()
                        .addAll(elements)));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
