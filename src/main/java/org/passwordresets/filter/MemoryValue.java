package org.passwordresets.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.passwordresets.filter.Predicate.Comparison;

/**
 * A value in memory that compares and sorts as a database column does.
 *
 * @param value null or missing for null
 */
public record MemoryValue(ValueKind kind, JsonNode value) implements FilterTarget<Boolean> {
    /** The order of a list: null first, then text by its characters, ignoring trailing spaces, and times. */
    public static final Comparator<MemoryValue> ORDER = Comparator.comparing(MemoryValue::isNull)
            .reversed()
            .thenComparing((one, other) -> one.isNull() || other.isNull() ? 0 : one.compareInOrder(other));

    private boolean isNull() {
        return value.isNull() || value.isMissingNode();
    }

    @Override
    public Boolean compare(Comparison comparison, String other) {
        return switch (comparison) {
            case IS_NULL -> isNull();
            case IS_PRESENT ->
                !isNull() && !(value.isTextual() && value.textValue().isEmpty());
            default -> !isNull() && holds(comparison, other);
        };
    }

    @Override
    public Boolean compareNot(Comparison comparison, String other) {
        return switch (comparison) {
            case IS_NULL, IS_PRESENT -> !compare(comparison, other);
            default -> !isNull() && !holds(comparison, other);
        };
    }

    @Override
    public Boolean any(List<Boolean> conditions) {
        return conditions.contains(true);
    }

    @Override
    public Boolean all(List<Boolean> conditions) {
        return !conditions.contains(false);
    }

    private boolean holds(Comparison comparison, String other) {
        return switch (comparison) {
            case EQUALS -> compareTo(other) == 0;
            case LESS -> compareTo(other) < 0;
            case LESS_OR_EQUAL -> compareTo(other) <= 0;
            case MORE -> compareTo(other) > 0;
            case MORE_OR_EQUAL -> compareTo(other) >= 0;
            case MATCHES_PATTERN, STARTS, ENDS, CONTAINS ->
                TextPattern.of(comparison, other).matches(value.asText());
            case CONTAINS_JSON -> contains(value, FilterValues.json(other));
            case IS_TRUE -> value.asBoolean();
            case IS_NULL, IS_PRESENT -> throw new IllegalArgumentException(comparison + " compares no values");
        };
    }

    private int compareTo(String other) {
        return switch (kind) {
            case TIME -> FilterValues.time(value.asText()).compareTo(FilterValues.time(other));
            case BOOLEAN -> Boolean.compare(value.asBoolean(), FilterValues.bool(other));
            default -> Arrays.compareUnsigned(bytes(value.asText()), bytes(other));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private int compareInOrder(MemoryValue other) {
        return kind == ValueKind.TEXT
                ? comparePadded(
                        value.asText().codePoints().toArray(),
                        other.value.asText().codePoints().toArray())
                : compareTo(other.value.asText());
    }

    /** The columns' collations compare the shorter text as if it were padded with spaces. */
    private static int comparePadded(int[] one, int[] other) {
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            int order = Integer.compare(i < one.length ? one[i] : ' ', i < other.length ? other[i] : ' ');
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Like JSON_CONTAINS: an array contains everything that one of its elements contains. */
    private static boolean contains(JsonNode whole, JsonNode part) {
        if (whole.isArray()) {
            Stream<JsonNode> parts = part.isArray() ? part.valueStream() : Stream.of(part);
            return parts.allMatch(wanted -> whole.valueStream().anyMatch(element -> contains(element, wanted)));
        }
        if (whole.isObject() && part.isObject()) {
            return part.properties().stream()
                    .allMatch(member -> contains(whole.path(member.getKey()), member.getValue()));
        }
        return whole.equals(part)
                || whole.isNumber() && part.isNumber() && whole.decimalValue().compareTo(part.decimalValue()) == 0;
    }
}
