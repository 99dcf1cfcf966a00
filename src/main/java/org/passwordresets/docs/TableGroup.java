package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rows of a generated table that have a heading in common.
 *
 * @param rows the values of each row by name, as text
 */
record TableGroup(String name, List<Map<String, String>> rows) {
    /**
     * The groups of a table, in the order of their first rows.
     *
     * @param table a JSON array of flat objects
     * @param heading the member that has the name of a row's group
     */
    static List<TableGroup> of(JsonNode table, String heading) {
        Map<String, TableGroup> groups = new LinkedHashMap<>();
        table.forEach(row -> groups.computeIfAbsent(
                        row.path(heading).asText(), name -> new TableGroup(name, new ArrayList<>()))
                .rows
                .add(row(row)));
        return List.copyOf(groups.values());
    }

    private static Map<String, String> row(JsonNode row) {
        Map<String, String> values = new LinkedHashMap<>();
        row.properties().forEach(value -> values.put(value.getKey(), text(value.getValue())));
        return values;
    }

    static String text(JsonNode value) {
        return value.isIntegralNumber() ? String.format(Locale.ROOT, "%,d", value.asLong()) : value.asText();
    }

    /** For links to its heading. */
    String id() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
