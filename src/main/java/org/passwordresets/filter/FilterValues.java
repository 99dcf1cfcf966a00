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

/** Parses and checks the values of filters. */
public final class FilterValues {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int LAST_YEAR = 9999;

    private FilterValues() {}

    /**
     * Checks that a value is valid for this kind of attribute.
     *
     * @throws IllegalArgumentException with a detail for the caller if it is not
     */
    public static void check(ValueKind kind, String value) {
        switch (kind) {
            case TIME -> time(value);
            case BOOLEAN -> bool(value);
            case OBJECT -> object(value);
            case TEXT -> {}
        }
    }

    /** Parses a date, with or without time and offset, in ISO 8601. The defaults are midnight and UTC. */
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
            // Thrown below.
        }
        throw new IllegalArgumentException(
                "Send a date or a date and time in ISO 8601, such as 2026-11-24 or 2026-11-24T12:00:00Z."
                        + " Write the + of an offset as %2B.");
    }

    private static Instant instant(TemporalAccessor time) {
        return time instanceof OffsetDateTime withOffset
                ? withOffset.toInstant()
                : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    }

    /** The boolean for {@code true}, {@code 1}, {@code false} or {@code 0}. */
    public static boolean bool(String value) {
        return switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("Send true or false.");
        };
    }

    /**
     * Parses a JSON object and returns it in the form of stored metadata, because one of the databases compares escapes
     * literally.
     */
    public static String object(String value) {
        return json(value).toString();
    }

    /** Parses any JSON value. */
    public static JsonNode json(String value) {
        JsonNode object = parsed(value);
        if (!object.isObject()) {
            throw new IllegalArgumentException("Send a JSON object, such as {\"foo\":\"bar\"}.");
        }
        if (hasArrayInArray(object)) {
            throw new IllegalArgumentException("You cannot filter by an array directly inside an array.");
        }
        return object;
    }

    private static JsonNode parsed(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The databases disagree about which values contain an array in an array. */
    private static boolean hasArrayInArray(JsonNode node) {
        for (JsonNode child : node) {
            if (node.isArray() && child.isArray() || hasArrayInArray(child)) {
                return true;
            }
        }
        return false;
    }
}
