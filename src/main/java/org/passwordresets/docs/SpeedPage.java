package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast the server is beside a handler written by hand and bare JDBC, what becomes of that with many rows, and what each
 * step of making it faster gave.
 *
 * @param works a table for each kind of request
 * @param steps what was kept, and what was given up
 */
record SpeedPage(String conditions, List<TableGroup> works, Scale scale, List<TableGroup> steps) {
    /** What {@code make bench} calls this server. */
    private static final String OURS = "server";

    /**
     * @param result {@code docs/speed.json}, which {@code make bench SAVE=yes} writes
     * @param scale {@code docs/speed-scale.json}, which {@code make list-times SAVE=yes} writes
     * @param steps {@code docs/speed-steps.json}
     */
    static SpeedPage of(JsonNode result, JsonNode scale, JsonNode steps) {
        List<TableGroup> works = TableGroup.of(result.path("measurements"), "work");
        works.forEach(work -> {
            work.rows().sort(Comparator.comparingInt(row -> Integer.parseInt(row.get("connections"))));
            work.rows().forEach(row -> row.put("ours", row.get("to").equals(OURS) ? OURS : ""));
        });
        return new SpeedPage(
                result.path("conditions").asText(), works, Scale.of(scale), TableGroup.of(steps, "outcome"));
    }

    /**
     * The same requests to tables of several sizes.
     *
     * @param sizes in rows, smallest first
     */
    record Scale(String conditions, List<String> sizes, List<Line> lines) {
        /**
         * The medians of one request.
         *
         * @param milliseconds by size; or why there is no time
         */
        record Line(String request, List<String> milliseconds) {
            private static final String TIME = "\\d+\\.\\d+";

            /** The largest size's divided by the smallest one's. */
            String ratio() {
                String smallest = milliseconds.get(0);
                String largest = milliseconds.get(milliseconds.size() - 1);
                return smallest.matches(TIME) && largest.matches(TIME)
                        ? String.format(Locale.ROOT, "%.2f", Double.parseDouble(largest) / Double.parseDouble(smallest))
                        : "–";
            }
        }

        static Scale of(JsonNode scale) {
            List<String> sizes = new ArrayList<>();
            Map<String, List<String>> medians = new LinkedHashMap<>();
            for (JsonNode run : scale.path("runs")) {
                sizes.add(TableGroup.text(run.path("records")));
                run.path("milliseconds").properties().forEach(median -> medians.computeIfAbsent(
                                median.getKey(), request -> new ArrayList<>())
                        .add(median.getValue().asText()));
            }
            return new Scale(
                    scale.path("conditions").asText(),
                    sizes,
                    medians.entrySet().stream()
                            .filter(median -> median.getValue().size() == sizes.size())
                            .map(median -> new Line(median.getKey(), median.getValue()))
                            .toList());
        }
    }
}
