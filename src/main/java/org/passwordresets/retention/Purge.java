package org.passwordresets.retention;

import io.micronaut.data.connection.ConnectionOperations;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.passwordresets.database.Statements;
import org.passwordresets.database.Transactions;
import org.passwordresets.listing.RecordCounts;
import org.passwordresets.maintenance.Lease;
import org.passwordresets.maintenance.MaintenanceTask;

/**
 * Deletes the old rows of a table in small batches, oldest first. It records no events, because no client deletes the rows.
 */
final class Purge implements MaintenanceTask {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Age table;
    private final Duration retention;
    private final RetentionConfiguration configuration;
    private final ConnectionOperations<Connection> connections;
    private final Transactions transactions;
    private final RecordCounts counts;
    private final Clock clock;

    Purge(
            Age table,
            Duration retention,
            RetentionConfiguration configuration,
            ConnectionOperations<Connection> connections,
            Transactions transactions,
            RecordCounts counts,
            Clock clock) {
        this.table = table;
        this.retention = retention;
        this.configuration = configuration;
        this.connections = connections;
        this.transactions = transactions;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * What makes a row old. An index finds the rows by their creation.
     *
     * @param table its name
     * @param column the time from which the row is kept; never before the row's creation
     */
    record Age(String table, String column) {}

    private record Owner(String organizationId, String mode) {}

    @Override
    public String name() {
        return "retention-" + table.table();
    }

    @Override
    public Duration interval() {
        return configuration.interval();
    }

    @Override
    public long run(Lease lease) {
        LocalDateTime before =
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).minus(retention);
        return owners().stream().mapToLong(owner -> purge(owner, before, lease)).sum();
    }

    private long purge(Owner owner, LocalDateTime before, Lease lease) {
        long deleted = 0;
        List<String> ids = old(owner, before);
        while (!ids.isEmpty()) {
            deleted += delete(owner, ids, before, lease);
            pause();
            ids = ids.size() < configuration.batchSize() ? List.of() : old(owner, before);
        }
        return deleted;
    }

    /** Between two batches, so that requests come first. */
    static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is stopping", e);
        }
    }

    private List<Owner> owners() {
        return connections.executeRead(status -> Statements.query(
                status.getConnection(),
                row -> new Owner(row.getString(1), row.getString(2)),
                "SELECT DISTINCT organization_id, mode FROM " + table.table()));
    }

    /** With a read that locks nothing: the rows are locked by their primary keys when they are deleted. */
    private List<String> old(Owner owner, LocalDateTime before) {
        return connections.executeRead(status -> Statements.query(
                status.getConnection(),
                row -> row.getString(1),
                "SELECT id FROM " + table.table()
                        + " WHERE organization_id = ? AND mode = ? AND created_at < ? AND " + table.column()
                        + " < ? ORDER BY created_at, id LIMIT ?",
                owner.organizationId(),
                owner.mode(),
                before,
                before,
                configuration.batchSize()));
    }

    /** Deletes the rows and updates their number in one transaction, except rows that are no longer old. */
    private int delete(Owner owner, List<String> ids, LocalDateTime before, Lease lease) {
        String sql = "DELETE FROM " + table.table() + " WHERE id IN ("
                + String.join(", ", Collections.nCopies(ids.size(), "?")) + ") AND " + table.column() + " < ?";
        List<Object> values = new ArrayList<>(ids);
        values.add(before);
        return transactions.write(() -> {
            lease.keep();
            int deleted = connections.executeWrite(
                    status -> Statements.update(status.getConnection(), sql, values.toArray()));
            if (deleted > 0) {
                counts.add(owner.organizationId(), owner.mode(), table.table(), -deleted);
            }
            return deleted;
        });
    }
}
