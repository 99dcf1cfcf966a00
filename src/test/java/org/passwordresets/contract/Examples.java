package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The contract's named examples, and how a response of the server is compared with one. */
public final class Examples {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode ROOT = ContractFiles.packaged().read(ContractFiles.ROOT);

    private Examples() {}

    /**
     * One example with the schema that it must fit.
     *
     * @param status of the response; empty for a request's
     */
    public record Example(String operation, String status, String name, JsonNode value, JsonNode schema) {
        @Override
        public String toString() {
            return operation + " " + status + " " + name;
        }
    }

    /** The contract's path items, without references. */
    static JsonNode paths() {
        return ROOT.path("paths");
    }

    /** All examples of all requests. */
    public static List<Example> requests() {
        List<Example> examples = new ArrayList<>();
        operations()
                .forEach(operation -> examples.addAll(
                        of(operation, "", operation.path("requestBody").path("content"))));
        return examples;
    }

    /** All examples of all responses. */
    public static List<Example> responses() {
        List<Example> examples = new ArrayList<>();
        operations().forEach(operation -> operation
                .path("responses")
                .properties()
                .forEach(response -> examples.addAll(
                        of(operation, response.getKey(), response.getValue().path("content")))));
        return examples;
    }

    private static List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        paths().forEach(path -> path.forEach(member -> {
            if (member.has("operationId")) {
                operations.add(member);
            }
        }));
        return operations;
    }

    private static List<Example> of(JsonNode operation, String status, JsonNode content) {
        JsonNode body = content.path(JsonApiMediaType.NAME);
        return body.path("examples").properties().stream()
                .map(example -> new Example(
                        operation.path("operationId").asText(),
                        status,
                        example.getKey(),
                        example.getValue().path("value"),
                        body.path("schema")))
                .toList();
    }

    /** The example of that name among an operation's responses. */
    public static JsonNode response(String operation, String name) {
        return named(responses(), operation, name).value();
    }

    /** The example of that name among an operation's requests. */
    public static JsonNode request(String operation, String name) {
        return named(requests(), operation, name).value();
    }

    static Example named(List<Example> examples, String operation, String name) {
        return examples.stream()
                .filter(example ->
                        example.operation().equals(operation) && example.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(operation + " has no example " + name));
    }

    /** The same with other texts in it: ids, e-mail addresses, whatever the server chose. */
    public static JsonNode with(JsonNode example, Map<String, String> replacements) {
        String text = example.toString();
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A document with what differs each time made equal: moments, trace ids, tokens. Each must have its right form. */
    public static String blurred(JsonNode document) {
        return blur("", document).toPrettyString();
    }

    private static JsonNode blur(String member, JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(child -> copy.set(child.getKey(), blur(child.getKey(), child.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(blur(member, element)));
            return copy;
        }
        return node.isTextual() ? JsonNodeFactory.instance.textNode(blurredText(member, node.textValue())) : node;
    }

    private static String blurredText(String member, String text) {
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")) {
            return "(a time)";
        }
        if (member.equals("trace_id") && text.matches("[0-9a-f]{64}")) {
            return "(a trace id)";
        }
        boolean token = member.equals("reset_password_token") && text.matches("[A-Za-z0-9_-]{20}");
        return token ? "(a token)" : text;
    }
}
