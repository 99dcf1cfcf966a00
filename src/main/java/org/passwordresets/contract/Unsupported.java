package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a contract cannot use. Every tool refuses it: one tool that ignores a keyword would read another contract than the
 * others. {@code make lint} has the same rules.
 *
 * @param member the member that has to change
 * @param message what to write instead
 */
record Unsupported(String member, String message) {
    private static final Set<String> KEYWORDS_OF_3_1 = Set.of(
            "const",
            "contains",
            "contentEncoding",
            "contentMediaType",
            "dependentRequired",
            "dependentSchemas",
            "else",
            "if",
            "patternProperties",
            "prefixItems",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties",
            "$defs");
    private static final Map<String, String> STYLES = Map.of("query", "form", "header", "simple", "path", "simple");

    static Optional<Unsupported> in(Part part, ObjectNode object) {
        return switch (part) {
            case SCHEMA -> inSchema(object);
            case PARAMETER -> inParameter(object);
            default -> Optional.empty();
        };
    }

    private static Optional<Unsupported> inSchema(ObjectNode schema) {
        if (schema.path("type").isArray()) {
            return found(
                    "type", "a list of types is not supported. Write one type, and nullable: true if null is allowed");
        }
        for (String limit : List.of("exclusiveMinimum", "exclusiveMaximum")) {
            if (schema.path(limit).isNumber()) {
                return found(limit, limit + " must be true or false, beside " + inclusive(limit));
            }
        }
        return schema.propertyStream()
                .map(Map.Entry::getKey)
                .filter(KEYWORDS_OF_3_1::contains)
                .findFirst()
                .flatMap(keyword -> found(
                        keyword,
                        keyword + " is not a keyword of OpenAPI 3.0"
                                + (keyword.equals("const") ? ". Write an enum with one value" : "")));
    }

    private static String inclusive(String limit) {
        return limit.equals("exclusiveMinimum") ? "minimum" : "maximum";
    }

    private static Optional<Unsupported> inParameter(ObjectNode parameter) {
        String in = parameter.path("in").asText();
        if (in.equals("cookie")) {
            return found("in", "cookies are not supported. Use a header or a query parameter");
        }
        JsonNode style = parameter.path("style");
        if (STYLES.containsKey(in) && !style.asText(STYLES.get(in)).equals(STYLES.get(in))) {
            return found(
                    "style", style.asText() + " is not supported. Leave the style out: it is then " + STYLES.get(in));
        }
        if (parameter.path("allowEmptyValue").asBoolean()) {
            return found("allowEmptyValue", "allowEmptyValue is not supported. Let the schema allow the empty value");
        }
        if (parameter.has("content")) {
            return found("content", "content is not supported here. Describe the value with schema");
        }
        return Optional.empty();
    }

    private static Optional<Unsupported> found(String member, String message) {
        return Optional.of(new Unsupported(member, message));
    }
}
