package org.passwordresets.application;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The organizations and applications in the database, as of one moment.
 *
 * @param readAt when reading them began; {@link Instant#MIN} if they have never been read
 */
record Snapshot(
        Instant readAt, Map<String, Organization> organizations, Map<String, RegisteredApplication> applications) {
    static final Snapshot NONE = new Snapshot(Instant.MIN, Map.of(), Map.of());

    static Snapshot of(Instant readAt, List<Organization> organizations, List<ApplicationRow> rows) {
        Map<String, Organization> byId =
                organizations.stream().collect(Collectors.toMap(Organization::id, Function.identity()));
        Map<String, RegisteredApplication> byClientId = new HashMap<>();
        rows.stream()
                // Added between the two reads.
                .filter(row -> byId.containsKey(row.organizationId()))
                .forEach(row -> byClientId.put(
                        row.clientId(), RegisteredApplication.of(row, byId.get(row.organizationId()), readAt)));
        return new Snapshot(readAt, byId, byClientId);
    }

    Optional<RegisteredApplication> application(String clientId) {
        return Optional.ofNullable(applications.get(clientId));
    }

    Optional<Organization> organization(String id) {
        return Optional.ofNullable(organizations.get(id));
    }

    boolean isNone() {
        return this == NONE;
    }
}
