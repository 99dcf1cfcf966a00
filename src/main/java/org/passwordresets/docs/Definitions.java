package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.contract.LocalReference;

/** Reads the bundled contract for the pages: follows references, and puts together what {@code allOf} takes apart. */
record Definitions(JsonNode contract) {
    /** Deeper schemas are recursive. */
    private static final int MAX_DEPTH = 20;

    /** Deeper members of attributes would make tables that nobody reads. */
    private static final int MAX_NESTED = 5;

    /** Longer patterns are for programs. Their description says the same in words. */
    private static final int MAX_PATTERN = 40;

    /** The node itself, or the component that it refers to. */
    JsonNode follow(JsonNode node) {
        JsonNode target = node;
        for (int i = 0; target.has("$ref"); i++) {
            target = i == MAX_DEPTH
                    ? MissingNode.getInstance()
                    : contract.at(LocalReference.pointer(target.get("$ref").asText()));
        }
        return target;
    }

    /** A schema with the members of its {@code allOf}. */
    ObjectNode whole(JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        merge(whole, schema, MAX_DEPTH);
        return whole;
    }

    private void merge(ObjectNode whole, JsonNode schema, int depth) {
        JsonNode own = follow(schema);
        if (depth > 0) {
            own.path("allOf").forEach(part -> merge(whole, part, depth - 1));
        }
        own.properties().forEach(member -> {
            switch (member.getKey()) {
                case "allOf" -> {}
                case "properties" -> whole.withObjectProperty("properties").setAll((ObjectNode) member.getValue());
                case "required" -> member.getValue().forEach(whole.withArrayProperty("required")::add);
                default -> whole.set(member.getKey(), member.getValue());
            }
        });
    }

    /** The schema below a path of property names. */
    ObjectNode property(JsonNode schema, String... names) {
        ObjectNode found = whole(schema);
        for (String name : names) {
            found = whole(found.path("properties").path(name));
        }
        return found;
    }

    /** The properties of an object, in the contract's order. */
    List<Member> members(JsonNode schema) {
        ObjectNode whole = whole(schema);
        List<String> required = texts(whole.path("required"));
        return whole.path("properties")
                .propertyStream()
                .map(member -> member(member.getKey(), member.getValue(), required.contains(member.getKey())))
                .toList();
    }

    /** The properties of an object, each with those of the objects in it: {@code address.city}, {@code lines[].code}. */
    List<Member> allMembers(JsonNode schema) {
        return nested("", schema, MAX_NESTED).toList();
    }

    private Stream<Member> nested(String prefix, JsonNode schema, int depth) {
        return depth == 0
                ? Stream.empty()
                : members(schema).stream()
                        .flatMap(member -> Stream.concat(
                                Stream.of(member.named(prefix + member.name())),
                                inner(prefix + member.name(), member.schema(), depth - 1)));
    }

    private Stream<Member> inner(String name, JsonNode schema, int depth) {
        ObjectNode whole = whole(schema);
        return Stream.of(
                        whole.has("properties") ? nested(name + ".", whole, depth) : Stream.<Member>empty(),
                        depth > 0 && whole.path("items").isObject()
                                ? inner(name + "[]", whole.get("items"), depth - 1)
                                : Stream.<Member>empty(),
                        depth > 0 && whole.path("additionalProperties").isObject()
                                ? inner(name + ".*", whole.get("additionalProperties"), depth - 1)
                                : Stream.<Member>empty())
                .flatMap(members -> members);
    }

    Member member(String name, JsonNode schema, boolean required) {
        ObjectNode whole = whole(schema);
        return new Member(
                name,
                type(whole, MAX_NESTED),
                whole.path("nullable").asBoolean(),
                required,
                whole.path("description").asText(),
                limits(whole),
                example(whole),
                whole);
    }

    /** Such as {@code string (date-time)} or {@code array of integer}. */
    private String type(JsonNode schema, int depth) {
        if (depth == 0) {
            return "any";
        }
        ObjectNode whole = whole(schema);
        List<JsonNode> variants = Stream.of("oneOf", "anyOf")
                .flatMap(name -> whole.path(name).valueStream())
                .toList();
        if (!variants.isEmpty()) {
            return variants.stream()
                    .map(variant -> type(variant, depth - 1))
                    .distinct()
                    .collect(Collectors.joining(" or "));
        }
        String type = whole.path("type").asText(whole.has("properties") ? "object" : "any");
        if (type.equals("array")) {
            return "array of " + type(whole.path("items"), depth - 1);
        }
        return whole.has("format") ? type + " (" + whole.get("format").asText() + ")" : type;
    }

    private static String limits(JsonNode schema) {
        List<String> limits = new ArrayList<>();
        List<String> values = texts(schema.path("enum"));
        if (values.size() > 1) {
            limits.add("one of " + values.stream().collect(Collectors.joining("`, `", "`", "`")));
        } else if (values.stream()
                .anyMatch(only -> !schema.path("description").asText().contains("`" + only + "`"))) {
            limits.add("always `" + values.get(0) + "`");
        }
        range(schema, "minLength", "maxLength", " characters", limits);
        range(schema, "minimum", "maximum", "", limits);
        range(schema, "minItems", "maxItems", " items", limits);
        if (schema.path("pattern").asText("").length() <= MAX_PATTERN && schema.has("pattern")) {
            limits.add("pattern `" + schema.get("pattern").asText() + "`");
        }
        if (schema.has("default")) {
            limits.add("default `" + schema.get("default").asText() + "`");
        }
        return String.join("; ", limits);
    }

    private static void range(JsonNode schema, String least, String most, String unit, List<String> limits) {
        if (schema.has(least) && schema.has(most)) {
            limits.add(schema.get(least).asText() + " to " + schema.get(most).asText() + unit);
        } else if (schema.has(least)) {
            limits.add("at least " + schema.get(least).asText() + unit);
        } else if (schema.has(most)) {
            limits.add("at most " + schema.get(most).asText() + unit);
        }
    }

    private static String example(JsonNode schema) {
        return Stream.of(
                        schema.path("example"),
                        schema.path("default"),
                        schema.path("enum").path(0))
                .filter(value -> !value.isMissingNode())
                .findFirst()
                .map(value -> value.isTextual() ? value.asText() : value.toString())
                .orElse("");
    }

    /** The texts of a list. */
    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
