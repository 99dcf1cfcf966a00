package org.passwordresets.filter;

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
import org.passwordresets.resource.MetadataLimits;

/** Reads and checks what a filter compares with. */
public final class FilterValues {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int LAST_YEAR = 9999;

    private FilterValues() {}

    /**
     * Finds out whether a value suits that kind of attribute.
     *
     * @throws IllegalArgumentException with a sentence for the caller where it does not
     */
    public static void check(ValueKind kind, String value) {
        switch (kind) {
            case TIME -> time(value);
            case BOOLEAN -> truth(value);
            case OBJECT -> object(value);
            case TEXT -> {}
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
        if (MetadataLimits.exceeded(object).isPresent()) {
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
}
