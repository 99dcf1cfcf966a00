package org.passwordresets.stub.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** One value, made from the top of its schema downwards. */
final class Sample {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_ATTEMPTS = 200;
    /** Lists and objects take longer, and their parts are valid already. */
    private static final int MAX_ATTEMPTS_OF_CONTAINERS = 40;
    /** Without a valid value, more attempts at every level would multiply. */
    private static final int MAX_LENIENT_ATTEMPTS = 3;

    private static final int MAX_DEPTH = 40;
    private static final int DEFAULT_MAX_ELEMENTS = 3;
    private static final int ONE_NULL_IN = 5;
    private static final List<String> CHOICES = List.of("oneOf", "anyOf");
    /** Keywords that the generation by type follows. Values for schemas with any other are validated at once. */
    private static final Set<String> FOLLOWED = Set.of(
            "type",
            "properties",
            "required",
            "items",
            "minItems",
            "maxItems",
            "description",
            "title",
            "default",
            "additionalProperties",
            "readOnly",
            "writeOnly",
            "deprecated",
            "externalDocs",
            "xml");

    private final Schemas schemas;
    private final SchemaCheck check;
    private final Direction direction;
    private final boolean isTypical;
    private final boolean isStrict;
    private final Random random;
    /** The schemas that contain the current one, to notice recursion. */
    private final Set<JsonNode> around = Collections.newSetFromMap(new IdentityHashMap<>());

    private int depth;

    /** @param isStrict whether a schema without a valid value is an error, or gets a value that comes close */
    Sample(
            Schemas schemas,
            SchemaCheck check,
            Direction direction,
            boolean isTypical,
            boolean isStrict,
            Random random) {
        this.schemas = schemas;
        this.check = check;
        this.direction = direction;
        this.isTypical = isTypical;
        this.isStrict = isStrict;
        this.random = random;
    }

    JsonNode of(JsonNode schema) {
        JsonNode target = schemas.follow(schema);
        if (depth > MAX_DEPTH) {
            throw new NoSampleException(target, "This schema contains itself without end");
        }
        ObjectNode whole = schemas.whole(target);
        if (around.contains(target) && whole.path("nullable").asBoolean()) {
            return JSON.nullNode();
        }
        return within(target, () -> isFollowed(target) ? attempt(whole, 0) : valid(target, whole));
    }

    private JsonNode within(JsonNode schema, Supplier<JsonNode> making) {
        boolean isNew = around.add(schema);
        depth++;
        try {
            return making.get();
        } finally {
            depth--;
            if (isNew) {
                around.remove(schema);
            }
        }
    }

    private static boolean isFollowed(JsonNode schema) {
        return schema.properties().stream()
                .map(Map.Entry::getKey)
                .allMatch(keyword -> FOLLOWED.contains(keyword) || keyword.startsWith("x-"));
    }

    private JsonNode valid(JsonNode schema, ObjectNode whole) {
        int most = MAX_ATTEMPTS;
        for (int attempt = 0; attempt < most; attempt++) {
            JsonNode value = attempt(whole, attempt);
            if (check.fits(schema, value)) {
                return value;
            }
            most = isStrict
                    ? value.isContainerNode() ? MAX_ATTEMPTS_OF_CONTAINERS : MAX_ATTEMPTS
                    : MAX_LENIENT_ATTEMPTS;
        }
        if (isStrict) {
            throw new NoSampleException(schema, "No value was found that is valid for this schema");
        }
        return attempt(whole, 1);
    }

    private JsonNode attempt(ObjectNode schema, int attempt) {
        if (isTypical && attempt == 0 && schema.has("example")) {
            return schema.get("example");
        }
        if (!isTypical && schema.path("nullable").asBoolean() && random.nextInt(ONE_NULL_IN) == 0) {
            return JSON.nullNode();
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            JsonNode values = schema.get("enum");
            return values.get(isTypical ? attempt % values.size() : random.nextInt(values.size()));
        }
        for (String choice : CHOICES) {
            if (schema.path(choice).isArray() && !schema.path(choice).isEmpty()) {
                return variant(schema, choice, attempt);
            }
        }
        return ofType(schema, attempt);
    }

    private JsonNode variant(ObjectNode schema, String choice, int attempt) {
        JsonNode variants = schema.get(choice);
        JsonNode variant = variants.get(isTypical ? attempt % variants.size() : random.nextInt(variants.size()));
        if (around.contains(schemas.follow(variant)) && attempt < MAX_ATTEMPTS / 2) {
            // Another variant may end the recursion.
            variant = variants.valueStream()
                    .filter(other -> !around.contains(schemas.follow(other)))
                    .findFirst()
                    .orElse(variant);
        }
        JsonNode chosen = variant;
        return within(
                schemas.follow(chosen),
                () -> named(
                        attempt(schemas.with(schema, choice, chosen), attempt), schema.path("discriminator"), chosen));
    }

    /** The discriminator's property names the variant: by the mapping, or by the name of its schema. */
    private static JsonNode named(JsonNode value, JsonNode discriminator, JsonNode variant) {
        String reference = variant.path("$ref").asText();
        if (!(value instanceof ObjectNode object) || !discriminator.has("propertyName") || reference.isEmpty()) {
            return value;
        }
        String schema = reference.substring(reference.lastIndexOf('/') + 1);
        String name = discriminator.path("mapping").properties().stream()
                .filter(mapping -> mapping.getValue().asText().equals(reference)
                        || mapping.getValue().asText().equals(schema))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(schema);
        return object.put(discriminator.get("propertyName").asText(), name);
    }

    private JsonNode ofType(ObjectNode schema, int attempt) {
        return switch (type(schema)) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "boolean" -> JSON.booleanNode(isTypical ? attempt % 2 == 0 : random.nextBoolean());
            case "integer" -> SampleNumber.of(schema, true, isTypical && attempt == 0, random);
            case "number" -> SampleNumber.of(schema, false, isTypical && attempt == 0, random);
            case "string" -> JSON.textNode(new SampleText(schema, isTypical && attempt < 8, random).text(attempt));
            default ->
                attempt % 2 == 0
                        ? JSON.textNode(new SampleText(schema, isTypical && attempt < 8, random).text(attempt))
                        : JSON.numberNode(attempt);
        };
    }

    private static String type(JsonNode schema) {
        if (schema.path("type").isTextual()) {
            return schema.get("type").textValue();
        }
        if (schema.has("properties") || schema.has("additionalProperties") || schema.has("minProperties")) {
            return "object";
        }
        if (schema.has("items") || schema.has("minItems")) {
            return "array";
        }
        return schema.has("minimum") || schema.has("maximum") || schema.has("multipleOf") ? "number" : "any";
    }

    private ObjectNode object(ObjectNode schema) {
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(member -> {
            JsonNode target = schemas.follow(member.getValue());
            boolean isNeeded = required.contains(member.getKey());
            if (direction.has(target) && (isNeeded || !endless(target))) {
                object.set(member.getKey(), of(member.getValue()));
            }
        });
        required.stream()
                .filter(name -> !schema.path("properties").has(name))
                .forEach(name -> object.set(name, more(schema)));
        addProperties(schema, object);
        removeProperties(schema, required, object);
        return object;
    }

    /** Whether values of the schema can contain values of the same schema again. */
    private boolean endless(JsonNode schema) {
        return around.contains(schema) || depth > MAX_DEPTH / 2;
    }

    private JsonNode more(JsonNode schema) {
        JsonNode values = schema.path("additionalProperties");
        return values.isObject() && !values.isEmpty() ? of(values) : JSON.textNode("Text");
    }

    private void addProperties(ObjectNode schema, ObjectNode object) {
        JsonNode values = schema.path("additionalProperties");
        boolean isMap =
                values.isObject() && !values.isEmpty() && !schema.has("properties") && !endless(schemas.follow(values));
        int least = Math.max(schema.path("minProperties").asInt(0), isMap ? 1 : 0);
        for (int i = 1; object.size() < least; i++) {
            object.set("name" + (isTypical ? i : random.nextInt(10_000)), more(schema));
        }
    }

    private static void removeProperties(ObjectNode schema, Set<String> required, ObjectNode object) {
        int most = schema.path("maxProperties").asInt(Integer.MAX_VALUE);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.removeAll(required);
        while (object.size() > most && !names.isEmpty()) {
            object.remove(names.remove(names.size() - 1));
        }
    }

    private ArrayNode array(ObjectNode schema) {
        JsonNode items = schema.path("items");
        boolean isUnique = schema.path("uniqueItems").asBoolean();
        int least = schema.path("minItems").asInt(isTypical ? 1 : 0);
        int most = schema.path("maxItems").asInt(Math.max(least, DEFAULT_MAX_ELEMENTS));
        least = Math.min(least, most);
        int size = isTypical ? Math.max(least, Math.min(1, most)) : least + random.nextInt(most - least + 1);
        if (schema.path("minItems").asInt(0) == 0 && endless(schemas.follow(items))) {
            return JSON.arrayNode();
        }
        ArrayNode array = JSON.arrayNode();
        Set<JsonNode> known = new HashSet<>();
        for (int attempt = 0; array.size() < size && attempt < size + MAX_ATTEMPTS; attempt++) {
            JsonNode element = isTypical && attempt > 0 && isUnique
                    ? new Sample(schemas, check, direction, false, isStrict, random).of(items)
                    : of(items);
            if (known.add(element) || !isUnique) {
                array.add(element);
            }
        }
        return array;
    }
}
