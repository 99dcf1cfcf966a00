package org.passwordresets.jsonapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.stream.Stream;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.AttributePath;
import org.passwordresets.contract.Predicate;
import org.passwordresets.contract.generated.ErrorCode;

/** Reads and checks what a filter compares with. */
public final class FilterValues {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int MOST_COMPARISONS = 100;
    private static final int LAST_YEAR = 9999;

    private FilterValues() {}

    /** The values, each of which suits each of the attributes. */
    static List<String> read(Predicate predicate, List<AttributePath> paths, String value, String parameter) {
        boolean several = predicate.takes() == Predicate.Values.ANY || predicate.takes() == Predicate.Values.ALL;
        List<String> values = several ? List.of(value.split(",", -1)) : List.of(value);
        if (values.size() * paths.size() > MOST_COMPARISONS) {
            throw refused(parameter, "A filter can make at most " + MOST_COMPARISONS + " comparisons.");
        }
        if (predicate.takes() == Predicate.Values.TRUTH) {
            check(Attribute.Kind.BOOLEAN, value, parameter);
            return values;
        }
        Stream<Attribute.Kind> kinds =
                paths.stream().map(path -> path.attribute().kind()).distinct();
        kinds.forEach(kind -> values.forEach(single -> check(kind, single, parameter)));
        return values;
    }

    private static void check(Attribute.Kind kind, String value, String parameter) {
        try {
            switch (kind) {
                case TIME -> time(value);
                case BOOLEAN -> truth(value);
                case OBJECT -> object(value);
                case TEXT -> {}
            }
        } catch (IllegalArgumentException e) {
            throw refused(parameter, e.getMessage());
        }
    }

    /** The moment that is written in ISO 8601; in UTC where no offset is said, and at midnight where no time is. */
    public static Instant time(String value) {
        try {
            Instant time = instant(
                    value.indexOf('T') < 0
                            ? LocalDate.parse(value).atStartOfDay()
                            : DateTimeFormatter.ISO_DATE_TIME.parseBest(
                                    value, OffsetDateTime::from, LocalDateTime::from));
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= LAST_YEAR) {
                return time;
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "The value must be a date and time in ISO 8601, such as 2026-11-24T12:00:00Z or"
                        + " 2026-11-24; an offset's + is written %2B in an address.");
    }

    private static Instant instant(TemporalAccessor time) {
        return time instanceof OffsetDateTime withOffset
                ? withOffset.toInstant()
                : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    }

    /** Whether it says yes. */
    public static boolean truth(String value) {
        return switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("The value must be true or false.");
        };
    }

    /** The JSON object that it is, written as metadata is written: one of the databases compares escapes as they stand. */
    public static String object(String value) {
        JsonNode object = parsed(value);
        if (!object.isObject()) {
            throw new IllegalArgumentException("The value must be a JSON object, such as {\"foo\":\"bar\"}.");
        }
        // No metadata could contain it; and the databases, asked all the same, would not agree.
        if (!MetadataLimits.violations(object).isEmpty()) {
            throw new IllegalArgumentException("The value breaks the limits of metadata: its depth, size or numbers.");
        }
        if (hasArrayInArray(object)) {
            throw new IllegalArgumentException("An array directly inside an array cannot be looked for.");
        }
        return object.toString();
    }

    private static JsonNode parsed(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The databases do not agree on what contains one. */
    private static boolean hasArrayInArray(JsonNode node) {
        for (JsonNode child : node) {
            if (node.isArray() && child.isArray() || hasArrayInArray(child)) {
                return true;
            }
        }
        return false;
    }

    private static ApiException refused(String parameter, String detail) {
        return QueryReader.bad(ErrorCode.FILTER_NOT_ALLOWED, parameter, detail);
    }
}
