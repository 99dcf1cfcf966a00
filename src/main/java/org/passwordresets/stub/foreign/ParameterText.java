package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.passwordresets.stub.sample.SchemaSamples;

/** Text as a value of a schema: numbers and booleans, and lists and objects in OpenAPI's styles. */
final class ParameterText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,300}(\\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?");

    private final SchemaSamples schemas;

    ParameterText(SchemaSamples schemas) {
        this.schemas = schemas;
    }

    /**
     * The value of a text. Text that is no number stays text, and the validator refuses it. If the schema has variants of
     * several types, the first fitting one counts.
     */
    JsonNode single(String text, JsonNode schema) {
        JsonNode whole = schemas.whole(schema);
        return switch (type(whole)) {
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? JSON.booleanNode(text.equals("true"))
                        : JSON.textNode(text);
            case "integer", "number" -> number(text);
            case "string" -> JSON.textNode(text);
            default -> fitting(text, schema);
        };
    }

    private static JsonNode number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return JSON.textNode(text);
        }
        BigDecimal number = new BigDecimal(text);
        return text.matches("-?[0-9]{1,18}") ? JSON.numberNode(Long.parseLong(text)) : JSON.numberNode(number);
    }

    private JsonNode fitting(String text, JsonNode schema) {
        for (JsonNode value : List.of(JSON.textNode(text), number(text), json(text))) {
            if (schemas.check().errors(schema, value).isEmpty()) {
                return value;
            }
        }
        return JSON.textNode(text);
    }

    /** JSON as the value of a parameter with {@code content}; text if it is none. */
    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.textNode(text);
        }
    }

    /** The elements, one for each text or, in one text, between separators. */
    ArrayNode list(List<String> texts, String separator, JsonNode schema) {
        JsonNode items = schemas.whole(schema).path("items");
        ArrayNode list = JSON.arrayNode();
        for (String text : texts) {
            for (String element :
                    separator.isEmpty() ? new String[] {text} : text.split(Pattern.quote(separator), -1)) {
                list.add(single(element.strip(), items));
            }
        }
        return list;
    }

    /** Adds a property with the value of a text. */
    void put(ObjectNode object, String name, List<String> texts, JsonNode schema) {
        JsonNode whole = schemas.whole(schema);
        JsonNode property = whole.path("properties").has(name)
                ? whole.path("properties").get(name)
                : whole.path("additionalProperties");
        object.set(
                name,
                type(schemas.whole(property)).equals("array")
                        ? list(texts, "", property)
                        : single(texts.get(0), property));
    }

    static String type(JsonNode whole) {
        return whole.path("type").asText(whole.has("properties") ? "object" : whole.has("items") ? "array" : "");
    }
}
