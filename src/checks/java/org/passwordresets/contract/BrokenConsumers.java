package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passwordresets.pact.Pacts;
import org.passwordresets.pact.Usage;

/** Finds the consumers that a breaking change affects, from what their pacts use of the earlier contract. */
final class BrokenConsumers {
    /** Keywords that break consumers that omit something. */
    private static final Set<String> DEMANDS = Set.of("required", "default");

    private static final Map<String, String> FEATURES =
            Map.of("x-filterable", "filter", "x-sortable", "sort", "x-includable", "include");

    private static final Pattern IN_RESOURCE = Pattern.compile("response data(\\[])?( .+)");

    private final Usage usage;
    private final boolean areKnown;

    BrokenConsumers(JsonNode before, Pacts pacts) {
        this.usage = Usage.of(before, pacts);
        this.areKnown = !pacts.interactions().isEmpty();
    }

    /** Whether there are any pacts. */
    boolean areKnown() {
        return areKnown;
    }

    Set<String> of(Change change) {
        String part = change.part();
        if (part.isEmpty() || change.keyword().equals("servers")) {
            // The operation, its address or its credentials changed: this affects every consumer that calls it.
            return usage.callers(change.operation());
        }
        boolean isRequest = !part.startsWith("response");
        if (isRequest && DEMANDS.contains(change.keyword())) {
            return usage.callersWithout(change.operation(), part);
        }
        if (FEATURES.containsKey(change.keyword())) {
            String name = part.substring(part.lastIndexOf(' ') + 1);
            return usage.consumers(FEATURES.get(change.keyword()) + " " + type(change.operation()) + " " + name);
        }
        return usersOf(change.operation(), part);
    }

    /** A resource is also used when another operation includes it. */
    private Set<String> usersOf(String operation, String part) {
        Set<String> consumers = new TreeSet<>(usage.consumers(operation, part));
        Matcher inResource = IN_RESOURCE.matcher(part);
        if (inResource.matches() && usage.resourceType(operation).isPresent()) {
            consumers.addAll(usage.consumersElsewhere("type " + type(operation) + inResource.group(2)));
        }
        return consumers;
    }

    private String type(String operation) {
        return usage.resourceType(operation).orElse("");
    }
}
