package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A resolved contract with its schemas as requests and responses have them: the parts of an {@code allOf} are one schema, a
 * request has no read-only properties, and a response no write-only ones. Everything that reads schemas therefore agrees on
 * them.
 */
final class EffectiveSchemas {
    /** In a response's schema: the names of the properties that only requests have. */
    static final String WRITE_ONLY = "x-write-only";

    /** The parts of an operation whose schemas describe what the client sends, or what the server responds. */
    private static final Map<String, Direction> SIDES = Map.of(
            "parameters", Direction.REQUEST,
            "requestBody", Direction.REQUEST,
            "responses", Direction.RESPONSE);

    private static final Set<String> DATA = Set.of("example", "examples", "default", "enum");
    private static final Set<String> LISTS_OF_SCHEMAS = Set.of("oneOf", "anyOf");
    private static final Set<String> INNER_SCHEMAS = Set.of("items", "additionalProperties", "not");
    /** Words of the outer schema replace those of its parts. */
    private static final Set<String> WORDS =
            Set.of("title", "description", "example", "default", "externalDocs", "xml", "deprecated");

    private final Map<Direction, Map<JsonNode, JsonNode>> known = new EnumMap<>(Map.of(
            Direction.REQUEST, new IdentityHashMap<>(),
            Direction.RESPONSE, new IdentityHashMap<>()));

    private final ContractFiles files;

    private EffectiveSchemas(ContractFiles files) {
        this.files = files;
    }

    /** A copy of the contract with references followed. Its parts have the places in the files of those they stand for. */
    static JsonNode in(JsonNode contract, ContractFiles files) {
        return new EffectiveSchemas(files).copy(contract, null);
    }

    private JsonNode copy(JsonNode node, @Nullable Direction side) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(copy(element, side)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        files.rememberAs(copy, object);
        object.properties().forEach(member -> copy.set(member.getKey(), member(member, side)));
        return copy;
    }

    private JsonNode member(Map.Entry<String, JsonNode> member, @Nullable Direction side) {
        String name = member.getKey();
        if (DATA.contains(name) || name.startsWith("x-")) {
            return member.getValue();
        }
        return name.equals("schema") && side != null
                ? schema(member.getValue(), side)
                : copy(member.getValue(), SIDES.getOrDefault(name, side));
    }

    private JsonNode schema(JsonNode schema, Direction side) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        Map<JsonNode, JsonNode> ofSide = known.get(side);
        JsonNode effective = ofSide.get(schema);
        if (effective == null) {
            effective = ofSide(merged(object, side), side);
            files.rememberAs(effective, schema);
            ofSide.put(schema, effective);
        }
        return effective;
    }

    private ObjectNode merged(ObjectNode schema, Direction side) {
        ObjectNode own = inner(schema, side);
        JsonNode all = own.remove("allOf");
        if (all == null) {
            return own;
        }
        List<ObjectNode> parts = new ArrayList<>(List.of(own));
        all.forEach(part -> parts.add(merged((ObjectNode) part, side)));
        return merged(parts, side);
    }

    /** A copy whose inner schemas are effective. */
    private ObjectNode inner(ObjectNode schema, Direction side) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(keyword -> {
            String name = keyword.getKey();
            JsonNode value = keyword.getValue();
            if (name.equals("properties")) {
                ObjectNode properties = copy.putObject(name);
                value.properties()
                        .forEach(property -> properties.set(property.getKey(), schema(property.getValue(), side)));
            } else if (LISTS_OF_SCHEMAS.contains(name)) {
                ArrayNode variants = copy.putArray(name);
                value.forEach(variant -> variants.add(schema(variant, side)));
            } else {
                copy.set(name, INNER_SCHEMAS.contains(name) ? schema(value, side) : value);
            }
        });
        return copy;
    }

    /** Keywords that cannot be merged remain in an {@code allOf}. */
    private ObjectNode merged(List<ObjectNode> parts, Direction side) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        ArrayNode rest = JsonNodeFactory.instance.arrayNode();
        for (ObjectNode part : parts) {
            part.properties().forEach(keyword -> {
                String name = keyword.getKey();
                JsonNode value = keyword.getValue();
                JsonNode before = merged.get(name);
                if (before == null) {
                    merged.set(name, value);
                } else if (name.equals("properties")) {
                    merged.set(name, united((ObjectNode) before, (ObjectNode) value, side));
                } else if (name.equals("required")) {
                    merged.set(name, united(before, value));
                } else if (!before.equals(value) && !WORDS.contains(name) && !name.startsWith("x-")) {
                    rest.addObject().set(name, value);
                }
            });
        }
        if (!rest.isEmpty()) {
            merged.set("allOf", rest);
        }
        return withNull(merged, parts);
    }

    private ObjectNode united(ObjectNode one, ObjectNode other, Direction side) {
        ObjectNode united = one.objectNode().setAll(one);
        other.properties().forEach(property -> {
            JsonNode before = united.get(property.getKey());
            united.set(
                    property.getKey(),
                    before == null
                            ? property.getValue()
                            : merged(List.of((ObjectNode) before, (ObjectNode) property.getValue()), side));
        });
        return united;
    }

    static ArrayNode united(JsonNode one, JsonNode other) {
        Set<JsonNode> united = new LinkedHashSet<>();
        one.forEach(united::add);
        other.forEach(united::add);
        return JsonNodeFactory.instance.arrayNode().addAll(united);
    }

    /** The outer {@code nullable} decides, as its author intends. Otherwise null is valid only if no part forbids it. */
    private static ObjectNode withNull(ObjectNode merged, List<ObjectNode> parts) {
        boolean isAllowed = parts.get(0).has("nullable")
                ? parts.get(0).path("nullable").asBoolean()
                : parts.stream()
                        .noneMatch(part ->
                                part.has("type") && !part.path("nullable").asBoolean());
        merged.remove("nullable");
        if (isAllowed
                && merged.path("enum") instanceof ArrayNode values
                && !parts.get(0).has("enum")) {
            merged.set("enum", values.deepCopy().addNull());
        }
        return isAllowed && merged.has("type") ? merged.put("nullable", true) : merged;
    }

    private static ObjectNode ofSide(ObjectNode schema, Direction side) {
        Set<String> absent = new LinkedHashSet<>();
        schema.path("properties").properties().stream()
                .filter(property -> property.getValue().path(side.absentBy()).asBoolean())
                .forEach(property -> absent.add(property.getKey()));
        if (absent.isEmpty()) {
            return schema;
        }
        // Not a deep copy, because the places of the properties are known by these objects.
        schema.set(
                "properties",
                schema.objectNode()
                        .<ObjectNode>setAll((ObjectNode) schema.get("properties"))
                        .remove(absent));
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        schema.path("required")
                .valueStream()
                .filter(name -> !absent.contains(name.asText()))
                .forEach(required::add);
        schema.set("required", required);
        if (side == Direction.RESPONSE) {
            absent.forEach(schema.putArray(WRITE_ONLY)::add);
        }
        return schema;
    }
}
