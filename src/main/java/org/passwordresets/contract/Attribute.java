package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Set;

/**
 * An attribute of a resource, as the contract describes it.
 *
 * @param name the member's name, such as {@code customer_email}
 * @param kind what its values are, which decides what a filter may do with them
 * @param predicates the filter predicates that the contract allows ({@code x-filterable}); none where it is not filterable
 * @param sortable whether a list may be sorted by it ({@code x-sortable})
 * @param isEmail whether its values are email addresses ({@code x-email}), which are stored in NFC
 */
public record Attribute(String name, Kind kind, Set<Predicate> predicates, boolean sortable, boolean isEmail) {
    /** What the values of an attribute are. */
    public enum Kind {
        TEXT,
        TIME,
        BOOLEAN,
        OBJECT;

        private static Kind of(JsonNode schema) {
            // A schema that only adds to another is written as allOf of that one.
            JsonNode typed = schema.has("allOf") ? schema.path("allOf").path(0) : schema;
            return switch (typed.path("type").asText()) {
                case "boolean" -> BOOLEAN;
                case "object" -> OBJECT;
                default -> typed.path("format").asText().equals("date-time") ? TIME : TEXT;
            };
        }
    }

    static Attribute of(String name, JsonNode schema) {
        Kind kind = Kind.of(schema);
        return new Attribute(
                name,
                kind,
                Predicate.allowed(schema.path("x-filterable"), kind),
                schema.path("x-sortable").asBoolean(),
                schema.path("x-email").asBoolean());
    }

    /** What a filter compares its values with: an email address in the form in which one is stored. */
    public String operand(String value) {
        return isEmail ? Normalizer.normalize(value, Normalizer.Form.NFC) : value;
    }

    /** Whether a list may be filtered by it. */
    public boolean filterable() {
        return !predicates.isEmpty();
    }
}
