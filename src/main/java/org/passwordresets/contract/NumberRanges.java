package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;

/** The ranges of number formats, so that a value that is valid here also fits the generated code. */
final class NumberRanges {
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

    private NumberRanges() {}

    /** A copy of a schema that states the range of each format as its limits. */
    static JsonNode added(JsonNode schema) {
        if (schema instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(added(element)));
            return copy;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> copy.set(member.getKey(), added(member.getValue())));
        String format = schema.path("format").asText();
        if (MAX.containsKey(format)) {
            copy.put("minimum", number(schema.path("minimum"), MIN.get(format)).max(MIN.get(format)));
            copy.put("maximum", number(schema.path("maximum"), MAX.get(format)).min(MAX.get(format)));
        }
        return copy;
    }

    private static BigDecimal number(JsonNode limit, BigDecimal byDefault) {
        return limit.isNumber() ? limit.decimalValue() : byDefault;
    }
}
