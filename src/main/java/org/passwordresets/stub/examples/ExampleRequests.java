package org.passwordresets.stub.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The example requests of one operation, and which of them a request is like. */
final class ExampleRequests {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Map<String, JsonNode> documents = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> parameters = new LinkedHashMap<>();
    /** The required form of each path parameter, without which nothing is found; null if the contract defines none. */
    private final List<Pattern> forms = new ArrayList<>();

    ExampleRequests(JsonNode definition) {
        Examples.named(Examples.media(definition.path("requestBody")))
                .forEach((name, document) -> documents.put(name, comparable(document)));
        definition.path("parameters").forEach(this::add);
    }

    private void add(JsonNode parameter) {
        Examples.named(parameter).forEach((name, value) -> parameters
                .computeIfAbsent(name, key -> new LinkedHashMap<>())
                .put(parameter.path("name").asText(), value.asText()));
        if (parameter.path("in").asText().equals("path")) {
            String form = parameter.path("x-not-found-unless").asText();
            forms.add(form.isEmpty() ? null : Pattern.compile(form));
        }
    }

    /** Whether resources can have these ids, in the order of the path parameters. */
    boolean canHave(List<String> ids) {
        for (int i = 0; i < Math.min(ids.size(), forms.size()); i++) {
            if (forms.get(i) != null && !forms.get(i).matcher(ids.get(i)).matches()) {
                return false;
            }
        }
        return true;
    }

    /** The names of the examples with the same document, except for the id, or with the same parameters as the request. */
    Stream<String> like(JsonNode body, Map<String, String> query) {
        JsonNode asked = body.isMissingNode() || documents.isEmpty() ? body : comparable(body);
        Stream<String> byBody = documents.entrySet().stream()
                .filter(example -> example.getValue().equals(asked))
                .map(Map.Entry::getKey);
        Stream<String> byParameters = parameters.entrySet().stream()
                .filter(example ->
                        query.entrySet().containsAll(example.getValue().entrySet()))
                .map(Map.Entry::getKey);
        return Stream.concat(byBody, byParameters);
    }

    /** The names of the examples whose request has every attribute of the body, with any values. */
    Stream<String> sendingAllOf(JsonNode body) {
        Set<String> sent = attributes(body);
        return documents.entrySet().stream()
                .filter(example ->
                        !sent.isEmpty() && attributes(example.getValue()).containsAll(sent))
                .map(Map.Entry::getKey);
    }

    private static Set<String> attributes(JsonNode document) {
        Set<String> names = new LinkedHashSet<>();
        document.path("data").path("attributes").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * Removes the id and empty relationships (Commerce Layer's SDK sends an empty object), and normalizes numbers, because
     * different readers produce different types.
     */
    private static JsonNode comparable(JsonNode document) {
        try {
            JsonNode copy = JSON.readTree(document.toString());
            if (copy.path("data") instanceof ObjectNode data) {
                data.remove("id");
                if (data.path("relationships").isEmpty()) {
                    data.remove("relationships");
                }
            }
            return copy;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was written cannot be read", e);
        }
    }
}
