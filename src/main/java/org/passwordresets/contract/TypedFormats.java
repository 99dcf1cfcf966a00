package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds values that pass a schema's format, and that the Java type of the generated code does not accept. The stub checks them
 * too, so that it does not accept what the server cannot read.
 */
final class TypedFormats {
    private static final Map<String, Consumer<JsonNode>> READERS = Map.of(
            "date-time", value -> Instant.parse(value.textValue()),
            "date", value -> LocalDate.parse(value.textValue()),
            "uuid", value -> UUID.fromString(value.textValue()),
            "uri", value -> URI.create(value.textValue()),
            "byte", TypedFormats::readBase64,
            "int32", TypedFormats::readInteger,
            "int64", TypedFormats::readInteger);

    /** Java's decoder would accept a text without padding. */
    private static final Pattern BASE64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");

    private TypedFormats() {}

    /** Whether a schema has such formats at all. */
    static boolean areIn(JsonNode schema) {
        return schema.findValuesAsText("format").stream().anyMatch(READERS::containsKey);
    }

    /** @param misfits receives the place of each value that does not fit */
    static void check(JsonNode schema, JsonNode value, JsonPointer place, Consumer<JsonPointer> misfits) {
        if (!fits(schema.path("format").asText(), value)) {
            misfits.accept(place);
        }
        value.properties()
                .forEach(member -> check(
                        member(schema, member.getKey()),
                        member.getValue(),
                        place.appendProperty(member.getKey()),
                        misfits));
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(schema.path("items"), value.get(i), place.appendIndex(i), misfits);
        }
    }

    private static JsonNode member(JsonNode schema, String name) {
        JsonNode property = schema.path("properties").path(name);
        return property.isMissingNode() ? schema.path("additionalProperties") : property;
    }

    private static boolean fits(String format, JsonNode value) {
        Consumer<JsonNode> reader = READERS.get(format);
        if (reader == null || !value.isTextual() && !(value instanceof NumericNode)) {
            return true;
        }
        try {
            reader.accept(value);
            return true;
        } catch (DateTimeException | IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }

    private static void readBase64(JsonNode value) {
        if (!BASE64.matcher(value.textValue()).matches()) {
            throw new IllegalArgumentException();
        }
    }

    /** An integer of JSON Schema for OpenAPI 3.0 has neither a fraction nor an exponent. */
    private static void readInteger(JsonNode value) {
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException();
        }
    }
}
