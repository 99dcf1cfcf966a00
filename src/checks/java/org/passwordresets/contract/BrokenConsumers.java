package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passwordresets.pact.Pacts;
import org.passwordresets.pact.Usage;

/** Tells which consumers a breaking change meets, by what their pacts use of the contract as it was before. */
final class BrokenConsumers {
    /** Keywords that break those who leave something out. */
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

    /** Whether there are consumers to speak of. */
    boolean areKnown() {
        return areKnown;
    }

    Set<String> of(Change change) {
        String part = change.part();
        if (part.isEmpty() || change.keyword().equals("servers")) {
            // The operation, its address or its credentials: this concerns whoever calls it.
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

    /** A resource is used, too, where another operation brings it along. */
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
