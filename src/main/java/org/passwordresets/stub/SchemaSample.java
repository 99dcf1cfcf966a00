package org.passwordresets.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.curiousoddman.rgxgen.RgxGen;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;

/**
 * A value that is valid for a schema: a typical one from the schema's own examples, or a random one. Random text follows the
 * schema's example letter for letter and digit for digit, so that an email address remains one.
 */
public final class SchemaSample {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Instant FIRST_TIME = Instant.parse("2018-01-01T00:00:00.000Z");
    private static final int MAX_DAYS = 3650;
    private static final int DEFAULT_MAX_ELEMENTS = 3;
    private static final int DEFAULT_MAX_NUMBER = 1000;
    private static final int ONE_NULL_IN = 5;

    @Nullable
    private final Random random;

    private SchemaSample(@Nullable Random random) {
        this.random = random;
    }

    /** A typical value, the same at every call. */
    public static JsonNode typical(JsonNode schema) {
        return new SchemaSample(null).sample(schema);
    }

    /** A random value, the same for the same seed. */
    public static JsonNode random(JsonNode schema, long seed) {
        return new SchemaSample(new Random(seed)).sample(schema);
    }

    private JsonNode sample(JsonNode schema) {
        if (random == null && schema.has("example")) {
            return schema.get("example");
        }
        if (schema.has("enum")) {
            JsonNode values = schema.get("enum");
            return values.get(random == null ? 0 : random.nextInt(values.size()));
        }
        if (random != null && schema.path("nullable").asBoolean() && random.nextInt(ONE_NULL_IN) == 0) {
            return JSON.nullNode();
        }
        for (String choice : new String[] {"oneOf", "anyOf"}) {
            if (schema.has(choice)) {
                JsonNode schemas = schema.get(choice);
                return sample(schemas.get(random == null ? 0 : random.nextInt(schemas.size())));
            }
        }
        return schema.has("allOf") ? sampleOfAll(schema) : sampleOfType(schema);
    }

    private JsonNode sampleOfAll(JsonNode schema) {
        JsonNode whole = schema.has("properties") ? object(schema) : null;
        for (JsonNode part : schema.get("allOf")) {
            JsonNode sample = sample(part);
            if (whole instanceof ObjectNode known && sample instanceof ObjectNode more) {
                known.setAll(more);
            } else {
                whole = sample;
            }
        }
        return whole == null ? JSON.nullNode() : whole;
    }

    private JsonNode sampleOfType(JsonNode schema) {
        return switch (schema.path("type").asText(schema.has("properties") ? "object" : "string")) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "boolean" -> JSON.booleanNode(random == null || random.nextBoolean());
            case "integer" -> JSON.numberNode(Math.round(number(schema)));
            case "number" -> JSON.numberNode(number(schema));
            default -> JSON.textNode(text(schema));
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(member -> {
            if (!member.getValue().path("writeOnly").asBoolean()) {
                object.set(member.getKey(), sample(member.getValue()));
            }
        });
        if (schema.has("x-resource-type")) {
            nameAfter(object, schema.get("x-resource-type").asText());
        }
        return object;
    }

    /** The links of a resource must lead to itself, but the shared schemas of links show another resource. */
    private static void nameAfter(ObjectNode resource, String type) {
        String address = "/api/" + type + "/" + resource.path("id").asText();
        if (resource.path("links") instanceof ObjectNode links && links.has("self")) {
            links.set("self", elsewhere(links.get("self"), address));
        }
        resource.path("relationships").properties().forEach(relationship -> {
            if (relationship.getValue().path("links") instanceof ObjectNode links) {
                links.set("self", elsewhere(links.path("self"), address + "/relationships/" + relationship.getKey()));
                links.set("related", elsewhere(links.path("related"), address + "/" + relationship.getKey()));
            }
        });
    }

    private static TextNode elsewhere(JsonNode address, String path) {
        return JSON.textNode(address.asText().replaceFirst("/api/.*", path));
    }

    private ArrayNode array(JsonNode schema) {
        int least = schema.path("minItems").asInt(random == null ? 1 : 0);
        int most = schema.path("maxItems").asInt(Math.max(least, DEFAULT_MAX_ELEMENTS));
        int size = random == null ? Math.min(1, most) : least + random.nextInt(most - least + 1);
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < Math.max(size, least); i++) {
            array.add(sample(schema.path("items")));
        }
        return array;
    }

    private double number(JsonNode schema) {
        double least = schema.path("minimum").asDouble(0);
        double most = schema.path("maximum").asDouble(least + DEFAULT_MAX_NUMBER);
        return random == null ? least : least + random.nextDouble() * (most - least);
    }

    private String text(JsonNode schema) {
        String byFormat = formatted(schema.path("format").asText());
        if (byFormat != null) {
            return byFormat;
        }
        if (schema.has("pattern")) {
            RgxGen generator = RgxGen.parse(schema.get("pattern").asText());
            return generator.generate(random == null ? new Random(0) : random);
        }
        String like = schema.path("example").asText("Text");
        // An address must remain valid, and a number in text is a status or similar.
        String text = random == null || like.contains("://") || like.matches("\\d+") ? like : inTheShapeOf(like);
        return fitted(
                text,
                schema.path("minLength").asInt(0),
                schema.path("maxLength").asInt(Integer.MAX_VALUE));
    }

    @Nullable
    private String formatted(String format) {
        int days = random == null ? 0 : random.nextInt(MAX_DAYS);
        return switch (format) {
            case "date-time" ->
                FIRST_TIME
                        .plus(days, ChronoUnit.DAYS)
                        .plusMillis(random == null ? 0 : random.nextInt(86_400_000))
                        .toString()
                        .replaceFirst("(:\\d\\d)Z$", "$1.000Z");
            case "date" -> LocalDate.of(2018, 1, 1).plusDays(days).toString();
            case "uuid" ->
                new UUID(random == null ? 0 : random.nextLong(), random == null ? 0 : random.nextLong()).toString();
            case "email" -> (random == null ? "john" : inTheShapeOf("john")) + "@example.com";
            case "uri", "url" -> "https://example.com/" + (random == null ? "path" : inTheShapeOf("path"));
            default -> null;
        };
    }

    private String inTheShapeOf(String example) {
        StringBuilder text = new StringBuilder(example.length());
        example.chars().forEach(unit -> text.append(like((char) unit)));
        return text.toString();
    }

    private char like(char unit) {
        if (unit >= 'a' && unit <= 'z') {
            return (char) ('a' + random.nextInt(26));
        }
        if (unit >= 'A' && unit <= 'Z') {
            return (char) ('A' + random.nextInt(26));
        }
        return unit >= '0' && unit <= '9' ? (char) ('0' + random.nextInt(10)) : unit;
    }

    private static String fitted(String text, int least, int most) {
        String longEnough = text.length() >= least ? text : text + "x".repeat(least - text.length());
        return longEnough.length() <= most ? longEnough : longEnough.substring(0, most);
    }
}
