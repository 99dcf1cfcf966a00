package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The order in which records stand that are equal in what a list is sorted by: that of their ids. Ids are random, so each
 * side is held to its own, and then these records are put in the order in which they were made.
 */
record ParityOrder(List<String> keys, boolean descending) {
    private static final Comparator<JsonNode> AS_MADE = Comparator.comparing(
                    (JsonNode record) -> attribute(record, "created_at"))
            .thenComparing(record -> attribute(record, "name"));

    static ParityOrder of(ParityRequest request) {
        List<String> sorts = request.query().stream()
                .filter(parameter -> parameter.getKey().equals("sort"))
                .map(Map.Entry::getValue)
                .flatMap(value -> Stream.of(value.split(",")))
                .toList();
        if (sorts.isEmpty()) {
            return new ParityOrder(List.of("created_at"), false);
        }
        // Nothing is equal in its id, so what comes behind it decides nothing.
        int last = IntStream.range(0, sorts.size())
                .filter(i -> sorts.get(i).matches("-?id"))
                .findFirst()
                .orElse(sorts.size() - 1);
        List<String> keys = sorts.subList(0, last + 1).stream()
                .map(sort -> sort.replaceFirst("^-", ""))
                .toList();
        return new ParityOrder(keys, sorts.get(last).startsWith("-"));
    }

    private static String attribute(JsonNode record, String name) {
        JsonNode value = name.equals("id")
                ? record.path("id")
                : record.path("attributes").path(name);
        return value.isNull() ? "" : value.asText();
    }

    private List<String> keyOf(JsonNode record) {
        return keys.stream()
                .filter(key -> !key.equals("id"))
                .map(key -> attribute(record, key))
                .toList();
    }

    JsonNode settled(JsonNode document, String side, List<String> found) {
        // Where fewer members were asked for, nothing can be told.
        if (!document.path("data").isArray()
                || document.at("/data/0/attributes/created_at").isMissingNode()) {
            return document;
        }
        List<JsonNode> records = new ArrayList<>();
        document.path("data").forEach(records::add);
        for (int from = 0, to; from < records.size(); from = to) {
            to = from + 1;
            while (to < records.size() && keyOf(records.get(to)).equals(keyOf(records.get(from)))) {
                to++;
            }
            settle(records.subList(from, to), side, found);
        }
        ObjectNode settled = document.deepCopy();
        settled.set("data", JsonNodeFactory.instance.arrayNode().addAll(records));
        return settled;
    }

    private void settle(List<JsonNode> equals, String side, List<String> found) {
        Comparator<JsonNode> byId = Comparator.comparing(record -> attribute(record, "id"));
        List<JsonNode> expected = new ArrayList<>(equals);
        expected.sort(descending ? byId.reversed() : byId);
        if (!expected.equals(equals)) {
            found.add("order: the %s has equal records in another order than that of their ids".formatted(side));
        }
        equals.sort(AS_MADE);
    }
}
