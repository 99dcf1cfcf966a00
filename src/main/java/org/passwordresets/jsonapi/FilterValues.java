package org.passwordresets.jsonapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Predicate;
import org.passwordresets.contract.generated.ErrorCode;

/** Reads and checks what a filter compares with. */
final class FilterValues {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Predicate> TESTS = Set.of(
            Predicate.PRESENT, Predicate.BLANK, Predicate.NULL, Predicate.NOT_NULL, Predicate.TRUE, Predicate.FALSE);
    private static final Set<Predicate> LISTS =
            Set.of(Predicate.IN, Predicate.NOT_IN, Predicate.IN_OR_NULL, Predicate.NOT_IN_OR_NULL);
    private static final int MOST_VALUES = 100;

    private FilterValues() {}

    /** Whether the predicate takes {@code true} or {@code false}, for whether it shall hold. */
    static boolean isTest(Predicate predicate) {
        return TESTS.contains(predicate);
    }

    private static boolean isList(Predicate predicate) {
        return LISTS.contains(predicate)
                || predicate.text().endsWith("_any")
                || predicate.text().endsWith("_all");
    }

    static List<String> read(Predicate predicate, List<Query.Path> paths, String value, String parameter) {
        if (isTest(predicate)) {
            return List.of(truth(value, parameter));
        }
        List<String> values = isList(predicate) ? List.of(value.split(",", -1)) : List.of(value);
        if (values.size() > MOST_VALUES) {
            throw refused(parameter, "A filter takes " + MOST_VALUES + " values at the most.");
        }
        paths.forEach(path -> values.forEach(single -> check(path.attribute().kind(), single, parameter)));
        return values;
    }

    private static String truth(String value, String parameter) {
        return switch (value) {
            case "true", "1" -> "true";
            case "false", "0" -> "false";
            default -> throw refused(parameter, "The value must be true or false.");
        };
    }

    private static void check(Attribute.Kind kind, String value, String parameter) {
        switch (kind) {
            case TIME -> time(value, parameter);
            case BOOLEAN -> truth(value, parameter);
            case OBJECT -> checkObject(value, parameter);
            case TEXT -> {}
        }
    }

    /** ISO 8601 with an offset, or a date alone, which is its midnight in UTC. */
    static Instant time(String value, String parameter) {
        try {
            return value.length() > "2026-11-24".length()
                    ? OffsetDateTime.parse(value).toInstant()
                    : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw refused(
                    parameter,
                    "The value must be a date and time in ISO 8601, such as 2026-11-24T12:00:00Z or 2026-11-24.");
        }
    }

    private static void checkObject(String value, String parameter) {
        try {
            if (JSON.readTree(value).isObject()) {
                return;
            }
        } catch (JsonProcessingException e) {
            // Told below: what was sent is no JSON object.
        }
        throw refused(parameter, "The value must be a JSON object, such as {\"foo\":\"bar\"}.");
    }

    private static ApiException refused(String parameter, String detail) {
        return QueryReader.bad(ErrorCode.FILTER_NOT_ALLOWED, parameter, detail);
    }
}
