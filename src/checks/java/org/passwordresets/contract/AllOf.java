package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/** Merges the parts of an {@code allOf} into one schema where that is equivalent; parts that cannot be merged remain. */
final class AllOf {
    /** How to merge the values of a keyword in two parts of an {@code allOf}. */
    private static final Map<String, BinaryOperator<JsonNode>> BOTH = Map.ofEntries(
            Map.entry("type", AllOf::shared),
            Map.entry("enum", AllOf::shared),
            Map.entry("required", EffectiveSchemas::united),
            Map.entry("properties", AllOf::unitedProperties),
            Map.entry("items", AllOf::allOf),
            Map.entry("additionalProperties", AllOf::allOf),
            Map.entry("uniqueItems", AllOf::either),
            Map.entry("deprecated", AllOf::either),
            Map.entry("readOnly", AllOf::either),
            Map.entry("writeOnly", AllOf::either),
            Map.entry("maxLength", AllOf::smaller),
            Map.entry("maxItems", AllOf::smaller),
            Map.entry("maxProperties", AllOf::smaller),
            Map.entry("minLength", AllOf::greater),
            Map.entry("minItems", AllOf::greater),
            Map.entry("minProperties", AllOf::greater));

    private AllOf() {}

    static ObjectNode merged(List<ObjectNode> parts) {
        Map<String, Set<JsonNode>> values = new LinkedHashMap<>();
        parts.forEach(part -> part.properties()
                .forEach(member -> values.computeIfAbsent(member.getKey(), key -> new LinkedHashSet<>())
                        .add(member.getValue())));
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        List<JsonNode> rest = new ArrayList<>();
        values.forEach((keyword, each) -> {
            if (each.size() == 1 || SchemaRules.saysNothingOfValues(keyword)) {
                merged.set(keyword, each.iterator().next());
            } else if (BOTH.containsKey(keyword)) {
                merged.set(keyword, each.stream().reduce(BOTH.get(keyword)).orElseThrow());
            } else {
                each.forEach(
                        value -> rest.add(JsonNodeFactory.instance.objectNode().set(keyword, value)));
            }
        });
        mergeNull(parts, merged);
        if (!rest.isEmpty()) {
            merged.putArray("allOf").addAll(rest);
        }
        return merged;
    }

    /**
     * A keyword beside the {@code allOf} decides, as its author intends. Otherwise null is valid only if no part forbids it.
     */
    private static void mergeNull(List<ObjectNode> parts, ObjectNode merged) {
        boolean isAllowed = parts.get(0).has("nullable")
                || parts.stream().noneMatch(part -> part.has("type") && !part.has("nullable"));
        if (!isAllowed) {
            merged.remove("nullable");
        }
    }

    private static JsonNode shared(JsonNode one, JsonNode other) {
        ArrayNode shared = JsonNodeFactory.instance.arrayNode();
        one.forEach(value -> other.forEach(otherValue -> {
            if (value.equals(otherValue) || isWiderType(otherValue, value)) {
                shared.add(value);
            } else if (isWiderType(value, otherValue)) {
                shared.add(otherValue);
            }
        }));
        return shared;
    }

    private static boolean isWiderType(JsonNode type, JsonNode other) {
        return type.asText().equals("number") && other.asText().equals("integer");
    }

    private static JsonNode unitedProperties(JsonNode one, JsonNode other) {
        ObjectNode united = one.deepCopy();
        other.properties()
                .forEach(property -> united.set(
                        property.getKey(),
                        united.has(property.getKey())
                                ? allOf(united.get(property.getKey()), property.getValue())
                                : property.getValue()));
        return united;
    }

    private static JsonNode allOf(JsonNode one, JsonNode other) {
        if (one.isBoolean() || other.isBoolean()) {
            return BooleanNode.FALSE;
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.putArray("allOf").add(one).add(other);
        return all;
    }

    private static JsonNode either(JsonNode one, JsonNode other) {
        return BooleanNode.valueOf(one.asBoolean() || other.asBoolean());
    }

    private static JsonNode smaller(JsonNode one, JsonNode other) {
        return DecimalNode.valueOf(one.decimalValue().min(other.decimalValue()));
    }

    private static JsonNode greater(JsonNode one, JsonNode other) {
        return DecimalNode.valueOf(one.decimalValue().max(other.decimalValue()));
    }
}
