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
    /** What stands behind the name of a part in the words of {@link ContractDifference}. */
    private static final Pattern PART = Pattern.compile(
            "(.+?)( is (gone|now required|new and required|no longer always there)| can .*|: (?!header ).*)");

    private static final Pattern DEMAND = Pattern.compile(" is now required| is new and required|: default .*");
    private static final Map<String, String> FEATURES =
            Map.of("x-filterable", "filter", "x-sortable", "sort", "x-includable", "include");

    private final Usage usage;

    BrokenConsumers(JsonNode before, Pacts pacts) {
        this.usage = Usage.of(before, pacts);
    }

    /** @param change as {@link ContractDifference#breaking} writes it */
    Set<String> of(String change) {
        int colon = change.indexOf(": ");
        if (colon < 0) {
            return usage.callers(change.replaceFirst(" is gone$", ""));
        }
        String operation = change.substring(0, colon);
        Matcher words = PART.matcher(change.substring(colon + 2));
        if (!words.matches()) {
            // The operationId, the credentials, the body as a whole: whoever calls it is concerned.
            return usage.callers(operation);
        }
        String part = words.group(1);
        if (DEMAND.matcher(words.group(2)).matches()) {
            return usage.callersWithout(operation, part);
        }
        for (Map.Entry<String, String> feature : FEATURES.entrySet()) {
            if (words.group(2).startsWith(": " + feature.getKey())) {
                String name = part.substring(part.lastIndexOf(' ') + 1);
                return usage.consumers(feature.getValue() + " " + type(operation) + " " + name);
            }
        }
        return usersOf(operation, part);
    }

    /** A resource is used, too, where another operation brings it along. */
    private Set<String> usersOf(String operation, String part) {
        Set<String> consumers = new TreeSet<>(usage.consumers(operation, part));
        Matcher inResource = Pattern.compile("response data(\\[])?( .+)").matcher(part);
        if (inResource.matches() && usage.resourceType(operation).isPresent()) {
            consumers.addAll(usage.consumersElsewhere("type " + type(operation) + inResource.group(2)));
        }
        return consumers;
    }

    private String type(String operation) {
        return usage.resourceType(operation).orElse("");
    }
}
