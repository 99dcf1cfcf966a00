package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A schema as one side reads it, in a normal form: schemas with the same meaning look the same. An {@code allOf} is merged
 * where that is equivalent; keywords without effect are removed, and so are the properties that do not occur in this
 * direction.
 */
final class SchemaForm {
    /** Keywords with a value that has no effect, as text. */
    private static final Map<String, String> SAYS_NOTHING = Map.ofEntries(
            Map.entry("nullable", "false"),
            Map.entry("uniqueItems", "false"),
            Map.entry("deprecated", "false"),
            Map.entry("readOnly", "false"),
            Map.entry("writeOnly", "false"),
            Map.entry("exclusiveMaximum", "false"),
            Map.entry("exclusiveMinimum", "false"),
            Map.entry("minLength", "0"),
            Map.entry("minItems", "0"),
            Map.entry("minProperties", "0"),
            Map.entry("required", "[]"),
            Map.entry("properties", "{}"));

    private static final Set<String> MATCHES_ALL = Set.of("", ".*", "^.*$", "^.*", ".*$");

    private SchemaForm() {}

    /** @param schema an object or a boolean */
    static ObjectNode of(JsonNode schema, Direction direction) {
        List<ObjectNode> parts = parts(schema);
        ObjectNode form = parts.size() == 1 ? parts.get(0) : AllOf.merged(parts);
        return withoutHidden(form, direction);
    }

    /** The schema and each part of its {@code allOf}, without the {@code allOf}. */
    private static List<ObjectNode> parts(JsonNode schema) {
        ObjectNode own = plain(schema);
        List<ObjectNode> parts = new ArrayList<>();
        JsonNode all = own.remove("allOf");
        JsonNode only = onlyVariant(own);
        parts.add(own);
        Stream.concat(all == null ? Stream.empty() : stream(all), Stream.ofNullable(only))
                .forEach(part -> parts.addAll(parts(part)));
        return parts;
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** A choice with one variant is no choice. */
    private static JsonNode onlyVariant(ObjectNode schema) {
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.path(choice).size() == 1 && !schema.has("discriminator")) {
                return schema.remove(choice).get(0);
            }
        }
        return null;
    }

    /** The keywords of one schema, each in its simplest form. */
    private static ObjectNode plain(JsonNode schema) {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        if (schema.isBoolean() && !schema.asBoolean()) {
            plain.putObject("not");
        }
        schema.properties().stream()
                .filter(member -> !member.getValue().toString().equals(SAYS_NOTHING.get(member.getKey())))
                .forEach(member -> plain.set(member.getKey(), member.getValue()));
        if (MATCHES_ALL.contains(plain.path("pattern").asText())) {
            plain.remove("pattern");
        }
        JsonNode constant = plain.remove("const");
        if (constant != null) {
            plain.putArray("enum").add(constant);
        }
        if (saysNothing(plain.path("additionalProperties"))) {
            plain.remove("additionalProperties");
        }
        plainType(plain);
        plainLimit(plain, "maximum", "exclusiveMaximum");
        plainLimit(plain, "minimum", "exclusiveMinimum");
        return plain;
    }

    private static boolean saysNothing(JsonNode schema) {
        return schema.isBoolean() ? schema.asBoolean() : schema.isObject() && schema.isEmpty();
    }

    /** A list of types may contain null, which OpenAPI 3.0 writes as nullable. */
    private static void plainType(ObjectNode schema) {
        if (schema.path("type").isArray()) {
            ArrayNode types = JsonNodeFactory.instance.arrayNode();
            schema.get("type").forEach(type -> {
                if (type.asText().equals("null")) {
                    schema.put("nullable", true);
                } else {
                    types.add(type);
                }
            });
            schema.set("type", types);
        } else if (schema.path("type").isTextual()) {
            JsonNode type = schema.get("type");
            schema.putArray("type").add(type);
        }
    }

    /** An exclusive limit is a number in OpenAPI 3.1, and a boolean beside the limit in 3.0. */
    private static void plainLimit(ObjectNode schema, String limit, String exclusive) {
        if (schema.path(exclusive).isNumber() && !schema.has(limit)) {
            schema.set(limit, schema.get(exclusive));
            schema.set(exclusive, BooleanNode.TRUE);
        }
    }

    private static ObjectNode withoutHidden(ObjectNode schema, Direction direction) {
        ObjectNode form = schema.objectNode().setAll(schema);
        form.remove(List.of("readOnly", "writeOnly"));
        Set<String> hidden = new LinkedHashSet<>();
        schema.path("properties").properties().stream()
                .filter(property -> isHidden(property.getValue(), direction))
                .forEach(property -> hidden.add(property.getKey()));
        if (!hidden.isEmpty()) {
            form.set("properties", ((ObjectNode) schema.get("properties").deepCopy()).remove(hidden));
            ArrayNode required = form.putArray("required");
            schema.path("required").forEach(name -> {
                if (!hidden.contains(name.asText())) {
                    required.add(name);
                }
            });
        }
        return form;
    }

    private static boolean isHidden(JsonNode property, Direction direction) {
        return property.path(direction.absentBy()).asBoolean()
                || stream(property.path("allOf")).anyMatch(part -> isHidden(part, direction));
    }
}
