package org.passwordresets.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads an HTTP interaction in every form of the Pact specification: a query as text (1 and 2) or by name, a header as text
 * (up to 3) or as a list, a body bare (up to 3) or wrapped, rules flat (2) or by part, one state without parameters (1 and 2)
 * or several with parameters.
 */
final class InteractionReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern BODY = Pattern.compile("^\\$(\\.body|\\['body'])");
    private static final Pattern STATE_VALUE = Pattern.compile("\\$\\{([^}]*)}");

    private final String consumer;
    private final int specification;
    private final boolean wrapsBodies;

    /** @param specification the version: 1 to 4 */
    InteractionReader(String consumer, int specification) {
        this.consumer = consumer;
        this.specification = specification;
        this.wrapsBodies = specification >= 4;
    }

    Interaction read(JsonNode interaction) {
        JsonNode request = interaction.path("request");
        JsonNode response = interaction.path("response");
        return new Interaction(
                specification,
                consumer,
                interaction.path("description").asText(),
                states(interaction),
                Stream.of(request, response)
                        .flatMap(part -> stateValues(part.path("generators")))
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                new Interaction.Request(
                        request.path("method").asText().toUpperCase(Locale.ROOT),
                        request.path("path").asText(),
                        query(request.path("query")),
                        headers(request),
                        form(body(request.path("body")), headers(request))),
                new Interaction.Response(
                        response.path("status").asInt(200),
                        headers(response),
                        body(response.path("body")),
                        rules(response.path("matchingRules"))));
    }

    private static List<State> states(JsonNode interaction) {
        if (interaction.path("providerStates").isArray()) {
            return interaction
                    .path("providerStates")
                    .valueStream()
                    .map(InteractionReader::state)
                    .toList();
        }
        return Stream.of("providerState", "provider_state")
                .map(interaction::path)
                .filter(JsonNode::isTextual)
                .map(InteractionReader::state)
                .toList();
    }

    private static State state(JsonNode state) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        state.path("params").properties().forEach(each -> parameters.put(each.getKey(), each.getValue()));
        return new State(state.isTextual() ? state.asText() : state.path("name").asText(), parameters);
    }

    private static Stream<String> stateValues(JsonNode generators) {
        return generators.findValuesAsText("expression").stream()
                .flatMap(expression -> STATE_VALUE.matcher(expression).results())
                .map(found -> found.group(1));
    }

    private static Map<String, List<String>> query(JsonNode query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query.isTextual()) {
            Stream.of(query.asText().split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
                String[] parts = pair.split("=", 2);
                values.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decoded(parts[1]));
            });
        }
        query.properties().forEach(parameter -> values.put(parameter.getKey(), texts(parameter.getValue())));
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** A wrapped body states its own type if there is no such header. */
    private Map<String, String> headers(JsonNode part) {
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        part.path("headers")
                .properties()
                .forEach(header -> values.put(header.getKey(), String.join(", ", texts(header.getValue()))));
        if (wrapsBodies && part.path("body").path("contentType").isTextual()) {
            values.putIfAbsent(
                    "Content-Type", part.path("body").path("contentType").asText());
        }
        return values;
    }

    private static List<String> texts(JsonNode values) {
        return values.isArray() ? values.valueStream().map(JsonNode::asText).toList() : List.of(values.asText());
    }

    /** An empty body, like none, means that the consumer ignores the body. */
    private JsonNode body(JsonNode body) {
        JsonNode content = wrapsBodies ? content(body) : body;
        return content.isNull() || content.isTextual() && content.asText().isEmpty()
                ? MissingNode.getInstance()
                : content;
    }

    /** The fields of a form; any other body as it is. */
    private static JsonNode form(JsonNode body, Map<String, String> headers) {
        String type = headers.getOrDefault("Content-Type", "");
        if (!body.isTextual() || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            return body;
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        query(body).forEach((name, values) -> fields.put(name, values.get(0)));
        return fields;
    }

    private static JsonNode content(JsonNode body) {
        JsonNode content = body.path("content");
        if (!content.isTextual()) {
            return content;
        }
        String text = body.path("encoded").asText().equalsIgnoreCase("base64")
                ? new String(Base64.getDecoder().decode(content.asText()), StandardCharsets.UTF_8)
                : content.asText();
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private static Map<String, JsonNode> rules(JsonNode rules) {
        Map<String, JsonNode> ofBody = new LinkedHashMap<>();
        rules.path("body")
                .properties()
                .forEach(rule -> ofBody.put(rule.getKey(), rule.getValue().path("matchers")));
        rules.properties().stream()
                .filter(rule -> BODY.matcher(rule.getKey()).find())
                .forEach(
                        rule -> ofBody.put(BODY.matcher(rule.getKey()).replaceFirst("\\$"), flatRule(rule.getValue())));
        return ofBody;
    }

    /** Version 2 may omit the kind of rule. */
    private static ArrayNode flatRule(JsonNode rule) {
        ObjectNode matcher = rule.deepCopy();
        if (!matcher.has("match")) {
            matcher.put("match", matcher.has("regex") ? "regex" : "type");
        }
        return JsonNodeFactory.instance.arrayNode().add(matcher);
    }
}
