package org.passwordresets.maintenance;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * Who does a task: a row of {@code maintenance_leases}. The database's clock counts, not that of the servers.
 *
 * @param holder the server's own random name; null while nobody does the task
 * @param heldUntil when somebody else may take it over
 * @param finishedAt when the last run ended
 * @param changedRows how many rows the last run changed
 */
@MappedEntity("maintenance_leases")
record MaintenanceLease(
        @Id String task,
        @Nullable String holder,
        Instant heldUntil,
        @Nullable Instant finishedAt,
        @Nullable Long changedRows) {}
