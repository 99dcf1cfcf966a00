package org.passwordresets.stub.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;

/** An operation's good request with other bodies: no JSON, no document, members and attributes of all kinds. */
final class ParityBodies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MEBIBYTE = 1024 * 1024;

    private final ParityRequest good;
    private final Operation operation;
    private final Contract contract;
    private final List<ParityRequest> requests = new ArrayList<>();

    private ParityBodies(ParityRequest good, Operation operation, Contract contract) {
        this.good = good;
        this.operation = operation;
        this.contract = contract;
    }

    static List<ParityRequest> of(ParityRequest good, Operation operation, Contract contract) {
        ParityBodies bodies = new ParityBodies(good, operation, contract);
        bodies.addAll();
        return bodies.requests;
    }

    private void add(ParityRequest request, String what) {
        requests.add(request.named(what));
    }

    private void addAll() {
        for (String body : List.of(
                "",
                " ",
                "{",
                "nonsense",
                "[]",
                "null",
                "\"data\"",
                "{}",
                "{\"data\":null}",
                "{\"data\":[]}",
                "{\"data\":{}}",
                "{\"data\":1,\"data\":2}",
                "{\"data\":{\"type\":7}}",
                "{\"data\":{\"type\":\"orders\"}}")) {
            add(good.saying(body), "the body '" + body + "'");
        }
        add(good.saying(" ".repeat(MEBIBYTE + 1)), "a body over 1 MiB");
        addMembers();
        operation
                .definition()
                .at(
                        "/requestBody/content/application~1vnd.api+json/schema/properties/data/properties/attributes/properties")
                .properties()
                .forEach(attribute -> addAttribute(attribute.getKey(), attribute.getValue()));
    }

    private void addMembers() {
        add(change(data -> data.remove("attributes")), "no attributes");
        add(change(data -> data.putArray("attributes")), "attributes as a list");
        add(change(data -> data.putNull("attributes")), "attributes null");
        add(change(data -> data.putObject("relationships")), "empty relationships");
        add(change(data -> data.putArray("relationships")), "relationships as a list");
        add(change(data -> data.putObject("relationships").putObject("colour")), "an unknown relationship");
        contract.resourceType(operation.document().type())
                .relationships()
                .keySet()
                .forEach(name -> add(
                        change(data ->
                                data.putObject("relationships").putObject(name).putNull("data")),
                        "the relationship " + name));
        add(change(data -> data.put("colour", "red")), "an unknown member of data");
        add(change(data -> attributes(data).put("colour", "red")), "an unknown attribute");
        add(
                change(data -> attributes(data).put("created_at", "2018-01-01T12:00:00.000Z")),
                "an attribute only to read");
        if (operation.document().identified()) {
            add(change(data -> data.remove("id")), "no id in the body");
            add(change(data -> data.put("id", 7)), "a number as id in the body");
            add(change(data -> data.put("id", ParityRequests.UNKNOWN_ID)), "another id in the body");
        } else {
            add(change(data -> data.put("id", ParityRequests.UNKNOWN_ID)), "an id in the body");
        }
    }

    private void addAttribute(String name, JsonNode schema) {
        String attribute = "the attribute " + name + " ";
        add(change(data -> attributes(data).remove(name)), attribute + "left out");
        add(change(data -> attributes(data).putNull(name)), attribute + "null");
        add(change(data -> attributes(data).put(name, "")), attribute + "empty");
        add(change(data -> attributes(data).put(name, " x ")), attribute + "with space around it");
        add(change(data -> attributes(data).put(name, 7)), attribute + "a number");
        add(change(data -> attributes(data).put(name, true)), attribute + "true");
        add(change(data -> attributes(data).putObject(name).put("a", 1)), attribute + "an object");
        add(change(data -> attributes(data).set(name, list())), attribute + "a list");
        if (schema.has("maxLength")) {
            int most = schema.get("maxLength").asInt();
            add(change(data -> attributes(data).put(name, "x".repeat(most))), attribute + "as long as may be");
            add(change(data -> attributes(data).put(name, "x".repeat(most + 1))), attribute + "too long");
        }
    }

    private static ArrayNode list() {
        return JsonNodeFactory.instance.arrayNode().add("a");
    }

    private static ObjectNode attributes(ObjectNode data) {
        return data.withObjectProperty("attributes");
    }

    private ParityRequest change(Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) parsed(good.body());
        change.accept((ObjectNode) document.get("data"));
        return good.saying(document.toString());
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
