package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.Map;
import java.util.Set;

/**
 * The members that a request's {@code fields} ask for: what they leave out of a document may be missing, although the contract
 * says that it is always there.
 *
 * @param byType names of attributes and relationships, by the type of resource
 * @param known false where the request could not be read, so that anything may be left out
 */
public record RequestedFields(Map<String, Set<String>> byType, boolean known) {
    /** Of a request that leaves nothing out. */
    public static final RequestedFields ALL = new RequestedFields(Map.of(), true);

    /** Of a request whose query cannot be read. */
    public static final RequestedFields UNKNOWN = new RequestedFields(Map.of(), false);

    private static final Set<String> HOLDERS = Set.of("attributes", "relationships");

    /** Those that are asked for, by the type of resource. */
    public static RequestedFields of(Map<String, Set<String>> byType) {
        return new RequestedFields(byType, true);
    }

    /** Whether what the schema misses in the body was not asked for. */
    boolean leaveOut(Error error, JsonNode body) {
        if (!error.getKeyword().equals("required") || known && byType.isEmpty()) {
            return false;
        }
        String place = error.getInstanceLocation().toString();
        int slash = place.lastIndexOf('/');
        if (!HOLDERS.contains(place.substring(slash + 1))) {
            return false;
        }
        Set<String> asked =
                byType.get(body.at(place.substring(0, slash)).path("type").asText());
        return known ? asked != null && !asked.contains(error.getProperty()) : true;
    }
}
