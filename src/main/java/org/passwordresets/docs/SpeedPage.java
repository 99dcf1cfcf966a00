package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How fast the server is beside a handler written by hand and bare JDBC, from the last committed run of {@code make bench}. */
record SpeedPage(String conditions, List<Work> works) {
    /** One kind of request. */
    record Work(String name, List<Row> rows) {
        String id() {
            return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        }
    }

    /** One line of a table. */
    record Row(
            String connections,
            String to,
            String perSecond,
            String ratio,
            String median,
            String p99,
            String cpu,
            String databaseCpu,
            String failed) {
        static Row of(JsonNode row) {
            return new Row(
                    row.path("connections").asText(),
                    row.path("to").asText(),
                    String.format(Locale.ROOT, "%,d", row.path("perSecond").asLong()),
                    row.path("ratio").asText(),
                    row.path("medianMilliseconds").asText(),
                    row.path("p99Milliseconds").asText(),
                    row.path("cpuMicros").asText(),
                    row.path("databaseCpuMicros").asText(),
                    row.path("failed").asText());
        }

        boolean isOurs() {
            return to.equals("server");
        }
    }

    /** @param result {@code docs/speed.json}, which {@code make bench SAVE=yes} writes */
    static SpeedPage of(JsonNode result) {
        Map<String, List<Row>> rows = result.path("measurements")
                .valueStream()
                .collect(Collectors.groupingBy(
                        row -> row.path("work").asText(),
                        LinkedHashMap::new,
                        Collectors.mapping(Row::of, Collectors.toList())));
        return new SpeedPage(
                result.path("conditions").asText(),
                rows.entrySet().stream()
                        .map(work -> new Work(work.getKey(), work.getValue()))
                        .toList());
    }
}
