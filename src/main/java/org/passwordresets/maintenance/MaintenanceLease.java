package org.passwordresets.maintenance;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * The server that runs a task: a row of {@code maintenance_leases}. Times are those of the database's clock.
 *
 * @param holder the server's random name; null while no server runs the task
 * @param heldUntil when another server may take over
 * @param finishedAt when the last run ended
 * @param changedRows the number of rows that the last run changed
 */
@MappedEntity("maintenance_leases")
record MaintenanceLease(
        @Id String task,
        @Nullable String holder,
        Instant heldUntil,
        @Nullable Instant finishedAt,
        @Nullable Long changedRows) {}
