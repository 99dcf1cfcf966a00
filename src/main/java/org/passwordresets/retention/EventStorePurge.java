package org.passwordresets.retention;

import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.passwordresets.database.Statements;
import org.passwordresets.database.Transactions;
import org.passwordresets.maintenance.Lease;
import org.passwordresets.maintenance.MaintenanceTask;

/**
 * Deletes old event stores in small batches. The oldest are at the start of the table, so that no index by time is needed,
 * which every write would have to maintain.
 */
@Singleton
final class EventStorePurge implements MaintenanceTask {
    private final RetentionConfiguration configuration;
    private final ConnectionOperations<Connection> connections;
    private final Transactions transactions;
    private final Clock clock;

    EventStorePurge(
            RetentionConfiguration configuration,
            ConnectionOperations<Connection> connections,
            Transactions transactions,
            Clock clock) {
        this.configuration = configuration;
        this.connections = connections;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Age(long seq, LocalDateTime createdAt) {}

    @Override
    public String name() {
        return "retention-event-stores";
    }

    @Override
    public Duration interval() {
        return configuration.interval();
    }

    @Override
    public long run(Lease lease) {
        LocalDateTime before =
                LocalDateTime.ofInstant(clock.instant().minus(configuration.eventStores()), ZoneOffset.UTC);
        long deleted = 0;
        List<Object> old = old(before);
        while (!old.isEmpty()) {
            deleted += delete(old, lease);
            Purge.pause();
            old = old.size() < configuration.batchSize() ? List.of() : old(before);
        }
        return deleted;
    }

    private List<Object> old(LocalDateTime before) {
        List<Age> first = connections.executeRead(status -> Statements.query(
                status.getConnection(),
                row -> new Age(row.getLong(1), row.getObject(2, LocalDateTime.class)),
                "SELECT seq, created_at FROM event_stores ORDER BY seq LIMIT ?",
                configuration.batchSize()));
        return first.stream()
                .takeWhile(row -> row.createdAt().isBefore(before))
                .<Object>map(Age::seq)
                .toList();
    }

    private int delete(List<Object> seqs, Lease lease) {
        String sql = "DELETE FROM event_stores WHERE seq IN ("
                + String.join(", ", Collections.nCopies(seqs.size(), "?")) + ")";
        return transactions.write(() -> {
            lease.keep();
            return connections.executeWrite(status -> Statements.update(status.getConnection(), sql, seqs.toArray()));
        });
    }
}
