package org.passwordresets.stub.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** Adds the restrictions of one schema to another, so that a value is valid for both. */
final class SchemaMerge {
    private SchemaMerge() {}

    /** Adds the keywords of {@code part}. */
    static void add(JsonNode part, ObjectNode whole) {
        part.properties().forEach(keyword -> {
            JsonNode known = whole.get(keyword.getKey());
            whole.set(
                    keyword.getKey(),
                    known == null ? keyword.getValue() : both(keyword.getKey(), known, keyword.getValue()));
        });
        if (!part.path("nullable").asBoolean() && part.has("type")) {
            whole.remove("nullable");
        }
    }

    private static JsonNode both(String keyword, JsonNode known, JsonNode more) {
        return switch (keyword) {
            case "properties" -> properties(known, more);
            case "required" -> union(known, more);
            case "enum" -> intersection(known, more);
            case "minimum", "minLength", "minItems", "minProperties" ->
                more.asDouble() > known.asDouble() ? more : known;
            case "maximum", "maxLength", "maxItems", "maxProperties" ->
                more.asDouble() < known.asDouble() ? more : known;
            case "exclusiveMinimum", "exclusiveMaximum", "uniqueItems" -> known.asBoolean() ? known : more;
            case "items" -> allOf(known, more);
            case "additionalProperties" ->
                known.isObject() && more.isObject()
                        ? allOf(known, more)
                        : more.isBoolean() && more.asBoolean() ? known : more;
            case "type" -> more.asText().equals("integer") ? more : known;
            default -> known;
        };
    }

    private static ObjectNode properties(JsonNode known, JsonNode more) {
        ObjectNode all = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) known);
        more.properties().forEach(property -> {
            JsonNode same = all.get(property.getKey());
            all.set(property.getKey(), same == null ? property.getValue() : allOf(same, property.getValue()));
        });
        return all;
    }

    private static JsonNode allOf(JsonNode known, JsonNode more) {
        return JsonNodeFactory.instance
                .objectNode()
                .set("allOf", JsonNodeFactory.instance.arrayNode().add(known).add(more));
    }

    private static ArrayNode union(JsonNode known, JsonNode more) {
        Set<JsonNode> all = new LinkedHashSet<>();
        known.forEach(all::add);
        more.forEach(all::add);
        return JsonNodeFactory.instance.arrayNode().addAll(all);
    }

    private static ArrayNode intersection(JsonNode known, JsonNode more) {
        Set<JsonNode> other = new LinkedHashSet<>();
        more.forEach(other::add);
        ArrayNode both = JsonNodeFactory.instance.arrayNode();
        known.valueStream().filter(other::contains).forEach(both::add);
        return both;
    }
}
