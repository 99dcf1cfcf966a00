package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which features of OpenAPI every tool here supports, and which all refuse, from the last test run. */
record OpenApiPage(List<Group> groups) {
    record Group(String name, List<Row> rows) {
        String id() {
            return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        }
    }

    record Row(
            String feature,
            String lint,
            String stub,
            String server,
            String diff,
            String docs,
            String pact,
            String message) {
        static Row of(JsonNode row) {
            return new Row(
                    row.path("feature").asText(),
                    row.path("lint").asText(),
                    row.path("stub").asText(),
                    row.path("server").asText(),
                    row.path("diff").asText(),
                    row.path("docs").asText(),
                    row.path("pact").asText(),
                    row.path("message").asText());
        }
    }

    /** @param table {@code docs/openapi-features.json}, which OpenApiFeaturesTest keeps up to date */
    static OpenApiPage of(JsonNode table) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        table.forEach(row -> rows.computeIfAbsent(row.path("group").asText(), group -> new ArrayList<>())
                .add(Row.of(row)));
        return new OpenApiPage(rows.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList());
    }
}
