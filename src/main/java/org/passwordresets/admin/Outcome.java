package org.passwordresets.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a command did.
 *
 * @param text for people: a sentence, or a table
 * @param secret a client secret, which is shown only once; null if there is none
 * @param value the same for programs, to be written as JSON
 */
record Outcome(String text, @Nullable String secret, Object value) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Outcome(String text, Object value) {
        this(text, null, value);
    }

    /** What people read. */
    String shown() {
        return secret == null ? text : text + "\nIts client secret, shown only now: " + secret;
    }

    /**
     * A list.
     *
     * @param columns the members that people see
     */
    static Outcome table(List<String> columns, List<Map<String, Object>> rows) {
        String line =
                columns.stream().map(column -> "%-" + width(column, rows) + "s").collect(Collectors.joining("  "));
        Stream<List<String>> lines = Stream.concat(
                Stream.of(columns.stream()
                        .map(column -> column.toUpperCase(Locale.ROOT))
                        .toList()),
                rows.stream().map(row -> columns.stream()
                        .map(column -> cell(column, row))
                        .toList()));
        String text = lines.map(cells -> line.formatted(cells.toArray()).stripTrailing())
                .collect(Collectors.joining("\n"));
        return new Outcome(text, rows);
    }

    private static int width(String column, List<Map<String, Object>> rows) {
        return Stream.concat(Stream.of(column), rows.stream().map(row -> cell(column, row)))
                .mapToInt(String::length)
                .max()
                .getAsInt();
    }

    private static String cell(String column, Map<String, Object> row) {
        return Objects.toString(row.get(column), "");
    }

    /** The value as JSON, in one line. */
    String json() {
        return json(value);
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Only maps, lists and texts are printed", e);
        }
    }

    /** Omits the secret, which is also in the value. */
    @Override
    public String toString() {
        return "Outcome[" + text + "]";
    }
}
