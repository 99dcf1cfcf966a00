package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one side calls what it made up: each id and token gets a name when it is first seen, and keeps it. So two sides are
 * equal where they have the same records in the same places, whatever the ids.
 */
final class ParityNames {
    private static final Pattern MADE_UP = Pattern.compile(
            "https?://(?:127\\.0\\.0\\.1|localhost):\\d+|\\b[0-9a-f]{64}\\b|(?:\\b|(?<=%2C))[A-Za-z]{10}\\b");
    private static final Pattern ASKED_TOKEN = Pattern.compile("(reset_password_token[^=]*=)([\\w-]{20})");
    private static final String TOKEN = "reset_password_token";

    private final Map<String, String> names = new HashMap<>();

    /** With a name in the place of everything that is made up. */
    JsonNode named(JsonNode document) {
        learn(document);
        return copy(document);
    }

    String named(String text) {
        if (names.containsKey(text)) {
            return names.get(text);
        }
        Matcher filter = ASKED_TOKEN.matcher(text);
        return MADE_UP.matcher(filter.replaceAll(asked -> asked.group(1) + named(asked.group(2))))
                .replaceAll(this::nameOf);
    }

    private String nameOf(MatchResult madeUp) {
        String text = madeUp.group();
        if (text.startsWith("http")) {
            return "http://HOST";
        }
        return text.length() == 64 ? "TRACE" : names.getOrDefault(text, text);
    }

    private void learn(JsonNode node) {
        if (node.path("id").isTextual() && node.has("type")) {
            String type = node.get("type").asText();
            names.computeIfAbsent(node.get("id").asText(), id -> type + "-" + names.size());
        }
        if (node.path(TOKEN).isTextual()) {
            names.computeIfAbsent(node.get(TOKEN).asText(), token -> "token-" + names.size());
        }
        if (node.path("organization_id").isTextual()) {
            names.putIfAbsent(node.get("organization_id").asText(), "ORGANIZATION");
        }
        node.forEach(this::learn);
    }

    private JsonNode copy(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(member -> copy.set(member.getKey(), copy(member.getValue())));
            return copy;
        }
        if (node.isArray()) {
            return array(node.valueStream().map(this::copy).toList());
        }
        return node.isTextual() ? TextNode.valueOf(named(node.textValue())) : node;
    }

    private static ArrayNode array(List<JsonNode> elements) {
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }
}
