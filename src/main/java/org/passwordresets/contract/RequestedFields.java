package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.Map;
import java.util.Set;

/**
 * The members that a request's {@code fields} ask for. All others may be missing, even if the contract requires them.
 *
 * @param byType names of attributes and relationships, by the type of resource
 * @param known false if the request could not be read, so that any member may be missing
 */
public record RequestedFields(Map<String, Set<String>> byType, boolean known) {
    /** All fields of all types. */
    public static final RequestedFields ALL = new RequestedFields(Map.of(), true);

    /** The fields of a request whose query cannot be read. */
    public static final RequestedFields UNKNOWN = new RequestedFields(Map.of(), false);

    private static final Set<String> HOLDERS = Set.of("attributes", "relationships");

    /** The requested fields, by resource type. */
    public static RequestedFields of(Map<String, Set<String>> byType) {
        return new RequestedFields(byType, true);
    }

    /** Whether the members that the schema requires are missing because they were not requested. */
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
