package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.passwordresets.filter.Predicate;
import org.passwordresets.filter.ValueKind;
import org.passwordresets.resource.MetadataLimits;

/**
 * An attribute of a resource, as the contract describes it.
 *
 * @param name the member's name, such as {@code customer_email}
 * @param kind the kind of its values, which determines the possible filters
 * @param predicates the filter predicates that the contract allows ({@code x-filterable}); none if it is not filterable
 * @param sortable whether a list may be sorted by it ({@code x-sortable})
 * @param isEmail whether its values are email addresses ({@code x-email}), which are stored in NFC
 * @param isSecret whether its values are never logged ({@code x-secret})
 * @param limits the limits of an object that a JSON schema cannot express
 */
public record Attribute(
        String name,
        ValueKind kind,
        Set<Predicate> predicates,
        boolean sortable,
        boolean isEmail,
        boolean isSecret,
        Optional<MetadataLimits> limits) {
    private static final String FILTERABLE = "x-filterable";

    static Attribute of(String name, JsonNode schema) {
        ValueKind kind = kind(schema);
        return new Attribute(
                name,
                kind,
                predicates(schema, kind),
                schema.path("x-sortable").asBoolean(),
                schema.path("x-email").asBoolean(),
                schema.path("x-secret").asBoolean(),
                MetadataLimits.of(schema));
    }

    private static ValueKind kind(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "boolean" -> ValueKind.BOOLEAN;
            case "object" -> ValueKind.OBJECT;
            default -> schema.path("format").asText().equals("date-time") ? ValueKind.TIME : ValueKind.TEXT;
        };
    }

    /** The contract says {@code true} to allow every predicate that fits the kind, or lists the allowed ones. */
    private static Set<Predicate> predicates(JsonNode schema, ValueKind kind) {
        JsonNode filterable = schema.path(FILTERABLE);
        if (!filterable.isArray()) {
            return filterable.asBoolean() ? Predicate.fitting(kind) : Set.of();
        }
        Set<Predicate> allowed = EnumSet.noneOf(Predicate.class);
        filterable.forEach(name -> allowed.add(Predicate.named(name.asText())
                .orElseThrow(
                        () -> new ContractException(schema, FILTERABLE, "there is no predicate " + name.asText()))));
        return Collections.unmodifiableSet(allowed);
    }

    /** The value that a filter compares with: an email address is normalized as it is when stored. */
    public String operand(String value) {
        return isEmail ? Normalizer.normalize(value, Normalizer.Form.NFC) : value;
    }

    /** Whether a list may be filtered by it. */
    public boolean filterable() {
        return !predicates.isEmpty();
    }
}
