package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of a parameter: text that a schema validates and that becomes a boolean, a number, a string, a time, or a list
 * of these.
 */
final class ParameterValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,300}(\\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?");

    private final JsonNode schema;

    @Nullable
    private final Schema validator;

    @Nullable
    private final Object byDefault;

    ParameterValues(JsonNode schema, @Nullable Schema validator) {
        this.schema = schema;
        this.validator = validator;
        if (type(this.schema).equals("object")) {
            throw new ContractException(
                    schema, "type", "a parameter cannot be an object. Write each member as a parameter");
        }
        JsonNode value = this.schema.path("default");
        this.byDefault = value.isMissingNode() ? null : object(value, this.schema);
    }

    private static String type(JsonNode schema) {
        return schema.path("type").asText("string");
    }

    @Nullable
    Object byDefault() {
        return byDefault;
    }

    boolean isList() {
        return type(schema).equals("array");
    }

    Object read(List<String> texts, boolean isExploded) {
        JsonNode value = isList() ? list(texts, isExploded) : single(texts.get(0), schema);
        if (validator != null && !validator.validate(value).isEmpty()) {
            throw new IllegalArgumentException(refusal());
        }
        try {
            return object(value, schema);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(refusal(), e);
        }
    }

    private ArrayNode list(List<String> texts, boolean isExploded) {
        Stream<String> elements = isExploded
                ? texts.stream()
                : texts.stream().flatMap(text -> Stream.of(text.split(",", -1)).map(String::strip));
        ArrayNode list = JSON.arrayNode();
        elements.map(text -> single(text, schema.path("items"))).forEach(list::add);
        return list;
    }

    /** Text that is neither a boolean nor a number stays text, and the validator rejects it. */
    private static JsonNode single(String text, JsonNode schema) {
        return switch (type(schema)) {
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? JSON.booleanNode(Boolean.parseBoolean(text))
                        : JSON.textNode(text);
            case "integer" ->
                INTEGER.matcher(text).matches() ? JSON.numberNode(Long.parseLong(text)) : JSON.textNode(text);
            case "number" ->
                NUMBER.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
            default -> JSON.textNode(text);
        };
    }

    /** The value in the class that the generator chooses for this schema. */
    private static Object object(JsonNode value, JsonNode schema) {
        String format = schema.path("format").asText();
        return switch (type(schema) + " " + format) {
            case "boolean " -> value.booleanValue();
            case "integer int64" -> value.longValue();
            case "number float" -> value.floatValue();
            case "number double" -> value.doubleValue();
            case "string date-time" -> OffsetDateTime.parse(value.textValue()).toInstant();
            case "string date" -> LocalDate.parse(value.textValue());
            case "string uuid" -> UUID.fromString(value.textValue());
            default ->
                switch (type(schema)) {
                    case "integer" -> Math.toIntExact(value.longValue());
                    case "number" -> value.decimalValue();
                    case "array" -> objects(value, schema);
                    default -> value.asText();
                };
        };
    }

    private static Object objects(JsonNode list, JsonNode schema) {
        Stream<Object> objects = list.valueStream().map(element -> object(element, schema.path("items")));
        return schema.path("uniqueItems").asBoolean() ? new LinkedHashSet<>(objects.toList()) : objects.toList();
    }

    private String refusal() {
        return "Send " + description(schema) + ".";
    }

    private static String description(JsonNode schema) {
        if (schema.has("enum")) {
            return "one of these: "
                    + schema.path("enum").valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
        }
        return switch (type(schema)) {
            case "boolean" -> "true or false";
            case "integer" -> "a whole number" + limits(schema, "minimum", "maximum", "");
            case "number" -> "a number" + limits(schema, "minimum", "maximum", "");
            case "array" ->
                "a list" + limits(schema, "minItems", "maxItems", " elements") + ", each element being "
                        + description(schema.path("items"));
            default -> text(schema) + limits(schema, "minLength", "maxLength", " characters") + pattern(schema);
        };
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "date-time" -> "a time such as 2018-01-01T12:00:00Z";
            case "date" -> "a date such as 2018-01-01";
            case "uuid" -> "a UUID";
            default -> "a string";
        };
    }

    private static String limits(JsonNode schema, String lower, String upper, String unit) {
        String least = schema.path(lower).asText();
        String most = schema.path(upper).asText();
        if (least.isEmpty() || most.isEmpty()) {
            String bound = least.isEmpty() ? " of at most " + most : " of at least " + least;
            return least.equals(most) ? "" : bound + unit;
        }
        return unit.isEmpty() ? " from " + least + " to " + most : " of " + least + " to " + most + unit;
    }

    private static String pattern(JsonNode schema) {
        return schema.has("pattern") ? " that matches " + schema.path("pattern").asText() : "";
    }
}
