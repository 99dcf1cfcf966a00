package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.resource.MetadataLimits;

/**
 * A value that breaks a rule. One response with status 422 reports all violations of a request.
 *
 * @param pointer its place in the request's document, as a JSON pointer (RFC 6901)
 * @param code the broken rule
 * @param count the exceeded limit in Unicode characters, for rules of length
 * @param value the value itself, if it helps to show it and it is not secret
 * @param allowed the only allowed values, if the contract lists them
 */
public record Violation(
        String pointer,
        ValidationCode code,
        @Nullable Integer count,
        @Nullable String value,
        List<String> allowed) {
    private static final Set<String> ABOUT_A_MEMBER = Set.of("required", "additionalProperties");
    private static final String ATTRIBUTES = "/data/attributes/";

    Violation(String pointer, ValidationCode code, @Nullable Integer count, @Nullable String value) {
        this(pointer, code, count, value, List.of());
    }

    /** A violation by an attribute. */
    public static Violation of(String attribute, ValidationCode code) {
        return new Violation(ATTRIBUTES + attribute, code, null, null);
    }

    /** @param place below the attributes */
    static Violation invalid(JsonPointer place) {
        return new Violation("/data/attributes" + place, ValidationCode.INVALID, null, null);
    }

    /** Metadata that exceed a limit. */
    static Violation of(String attribute, MetadataLimits.Excess excess) {
        return new Violation(
                ATTRIBUTES + attribute, ValidationCode.valueOf(excess.kind().name()), excess.limit(), null);
    }

    /** A value that another record already has. */
    public static Violation taken(String attribute, String value) {
        return new Violation(ATTRIBUTES + attribute, ValidationCode.TAKEN, null, value);
    }

    /** Whether it is about this attribute or a part of it. */
    public boolean isAt(String attribute) {
        return pointer.equals(ATTRIBUTES + attribute) || pointer.startsWith(ATTRIBUTES + attribute + "/");
    }

    /** Its place below the attributes: {@code locale}, or {@code labels/0} for an element. */
    public String place() {
        return pointer.substring(ATTRIBUTES.length());
    }

    /** The violation that a schema error means; empty if another check reports it (unknown members are a 400). */
    static Optional<Violation> of(Error error) {
        String keyword = error.getKeyword();
        String place = pointer(error);
        return switch (keyword) {
            case "additionalProperties" ->
                error.getInstanceLocation().getNameCount() == 0
                        ? Optional.empty()
                        : Optional.of(new Violation(place, ValidationCode.INVALID, null, null));
            case "required" -> Optional.of(new Violation(place, ValidationCode.BLANK, null, null));
            case "minLength" -> Optional.of(tooShort(place, error));
            case "maxLength" -> Optional.of(new Violation(place, ValidationCode.TOO_LONG, limit(error), null));
            default -> Optional.of(new Violation(place, blankOrInvalid(error), null, null, allowed(error)));
        };
    }

    private static List<String> allowed(Error error) {
        return error.getKeyword().equals("enum")
                ? error.getSchemaNode().valueStream().map(JsonNode::asText).toList()
                : List.of();
    }

    private static String pointer(Error error) {
        JsonPointer place = JsonPointer.compile("/data/attributes" + error.getInstanceLocation());
        return (ABOUT_A_MEMBER.contains(error.getKeyword()) ? place.appendProperty(error.getProperty()) : place)
                .toString();
    }

    private static Violation tooShort(String place, Error error) {
        JsonNode value = error.getInstanceNode();
        return value != null && value.asText().isBlank()
                ? new Violation(place, ValidationCode.BLANK, null, null)
                : new Violation(place, ValidationCode.TOO_SHORT, limit(error), null);
    }

    /** Null or empty counts as blank rather than invalid where a value is required. */
    private static ValidationCode blankOrInvalid(Error error) {
        JsonNode value = error.getInstanceNode();
        boolean blank = value != null
                && (value.isNull() || value.isTextual() && value.asText().isBlank());
        return blank ? ValidationCode.BLANK : ValidationCode.INVALID;
    }

    private static int limit(Error error) {
        return error.getSchemaNode().asInt();
    }

    /** Keeps one error for each place: an empty email address is blank, but not also too short and malformed. */
    static List<Violation> oneForEachPlace(List<Violation> violations) {
        Map<String, Violation> first = new LinkedHashMap<>();
        violations.forEach(violation -> first.merge(
                violation.pointer(),
                violation,
                (known, another) -> another.code() == ValidationCode.BLANK ? another : known));
        return new ArrayList<>(first.values());
    }
}
