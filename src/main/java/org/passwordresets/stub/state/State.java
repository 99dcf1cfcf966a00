package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.stub.StubConfiguration;

/**
 * The stateful stub's resources in memory: at first those in the contract's examples, then what you create, change and
 * delete. The number is limited; the oldest of a type are removed first. Callers hold its lock.
 */
@Singleton
final class State {
    private static final Pattern RELATIONSHIP = Pattern.compile(".*/api/([^/]+)/([^/]+)/relationships/([^/?]+)$");

    private final Contract contract;
    private final Clock clock;
    private final int most;
    private final Map<String, Map<String, Row>> types = new HashMap<>();
    /** The first operation of the contract from which the examples were loaded; null before. */
    private @Nullable Operation begunWith;

    private Instant start;

    State(Contract contract, Clock clock, StubConfiguration configuration) {
        this.contract = contract;
        this.clock = clock;
        this.most = configuration.largestState();
        this.start = clock.instant();
    }

    /** Resets to the contract's examples. */
    synchronized void forget() {
        begunWith = null;
        start = clock.instant();
    }

    /**
     * Loads the examples of the current contract. A reloaded contract has new operations; the resources of the types that it
     * still has remain as they are.
     */
    synchronized void begin() {
        Operation first = contract.operations().iterator().next();
        if (first == begunWith) {
            return;
        }
        if (begunWith == null) {
            types.clear();
        }
        begunWith = first;
        types.keySet().removeIf(type -> contract.findResourceType(type).isEmpty());
        Set<String> kept = Set.copyOf(types.keySet());
        for (Operation operation : contract.operations()) {
            operation.definition().path("responses").properties().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .forEach(response ->
                            response.getValue().findValues("value").forEach(example -> take(example, kept)));
        }
    }

    /**
     * Adds the resources anywhere in an example, unless there are resources of their type from before a reload. If several have
     * the same id, the first in the contract counts.
     */
    private void take(JsonNode node, Set<String> kept) {
        String type = node.path("type").asText();
        if (node.has("attributes")
                && !kept.contains(type)
                && contract.findResourceType(type).isPresent()) {
            ObjectNode attributes = node.get("attributes").deepCopy();
            put(new Row(type, node.path("id").asText(), attributes, new LinkedHashMap<>(), start));
        }
        takeLinkage(node);
        node.forEach(child -> take(child, kept));
    }

    private void takeLinkage(JsonNode node) {
        Matcher address = RELATIONSHIP.matcher(node.path("links").path("self").asText());
        if (node.has("data") && address.matches()) {
            Row row = find(address.group(1), address.group(2));
            if (row != null) {
                row.related().putIfAbsent(address.group(3), node.path("data").findValuesAsText("id"));
            }
        }
    }

    /** Adds the row unless its id exists. */
    void put(Row row) {
        Map<String, Row> rows = types.computeIfAbsent(row.type(), type -> new LinkedHashMap<>());
        rows.putIfAbsent(row.id(), row);
        if (rows.size() > most) {
            rows.remove(rows.keySet().iterator().next());
        }
    }

    void remove(Row row) {
        types.get(row.type()).remove(row.id());
    }

    /** Replaces the row by the same one, added at another time. */
    void redate(Row row, Instant since) {
        types.get(row.type()).put(row.id(), new Row(row.type(), row.id(), row.attributes(), row.related(), since));
    }

    @Nullable
    Row find(String type, String id) {
        return types.getOrDefault(type, Map.of()).get(id);
    }

    /** All rows of a type, oldest first. */
    Collection<Row> all(String type) {
        return types.getOrDefault(type, Map.of()).values();
    }

    /** The related rows of a relationship. */
    List<Row> related(Row row, String relationship, String type) {
        List<Row> related = new ArrayList<>();
        for (String id : row.related().getOrDefault(relationship, List.of())) {
            Row found = find(type, id);
            if (found != null) {
                related.add(found);
            }
        }
        return related;
    }
}
