package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A schema that says all that its formats and properties mean, so that what is valid also fits the generated code: a number is
 * in the range of its format, and in a request an object has no members but its properties.
 */
final class ExactSchema {
    private static final Map<String, BigDecimal> MAX = Map.of(
            "int32", new BigDecimal(Integer.MAX_VALUE),
            "int64", new BigDecimal(Long.MAX_VALUE),
            "float", new BigDecimal(Float.MAX_VALUE),
            "double", new BigDecimal(Double.MAX_VALUE));
    private static final Map<String, BigDecimal> MIN = Map.of(
            "int32", new BigDecimal(Integer.MIN_VALUE),
            "int64", new BigDecimal(Long.MIN_VALUE),
            "float", new BigDecimal(-Float.MAX_VALUE),
            "double", new BigDecimal(-Double.MAX_VALUE));

    private ExactSchema() {}

    /** With closed objects and the ranges of formats. */
    static JsonNode of(JsonNode schema) {
        return copy(schema, true);
    }

    /** With the ranges of formats only, because a response may have more members. */
    static JsonNode ofResponse(JsonNode schema) {
        return copy(schema, false);
    }

    private static JsonNode copy(JsonNode schema, boolean isClosed) {
        if (schema instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(copy(element, isClosed)));
            return copy;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> copy.set(member.getKey(), copy(member.getValue(), isClosed)));
        String format = schema.path("format").asText();
        if (MAX.containsKey(format)) {
            copy.put("minimum", number(schema.path("minimum"), MIN.get(format)).max(MIN.get(format)));
            copy.put("maximum", number(schema.path("maximum"), MAX.get(format)).min(MAX.get(format)));
        }
        if (isClosed && copy.path("properties").isObject() && !copy.has("additionalProperties")) {
            copy.put("additionalProperties", false);
        }
        return copy;
    }

    private static BigDecimal number(JsonNode limit, BigDecimal byDefault) {
        return limit.isNumber() ? limit.decimalValue() : byDefault;
    }
}
