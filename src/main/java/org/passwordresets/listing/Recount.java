package org.passwordresets.listing;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.passwordresets.auth.Caller;
import org.passwordresets.database.DatabaseFailure;
import org.passwordresets.database.MaintenanceConnections;
import org.passwordresets.database.Statements;
import org.passwordresets.maintenance.Lease;
import org.passwordresets.maintenance.MaintenanceConfiguration;
import org.passwordresets.maintenance.MaintenanceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Corrects the numbers of {@link RecordCounts} after someone has changed rows directly in the database: as soon as a list
 * reveals it, and periodically.
 *
 * <p>A correction adds the difference between the counted rows and the number. Rows and numbers are read in one snapshot, and
 * every transaction of the server changes both or neither, so the difference stays correct during other writes.
 */
@Singleton
class Recount implements MaintenanceTask {
    private static final Logger LOG = LoggerFactory.getLogger(Recount.class);

    /** Only corrections change this shard. They lock it, so that no two of them correct the same number twice. */
    private static final String LOCK = """
            INSERT INTO record_counts (table_name, organization_id, mode, shard, records) VALUES (?, ?, ?, -1, 0)
            ON DUPLICATE KEY UPDATE records = records
            """;

    private static final String CORRECT = """
            UPDATE record_counts SET records = records + ?
            WHERE table_name = ? AND organization_id = ? AND mode = ? AND shard = -1
            """;
    private static final String DIFFERENCE = """
            SELECT (SELECT COUNT(*) FROM %s WHERE organization_id = ? AND mode = ?)
                - (SELECT COALESCE(SUM(records), 0) FROM record_counts
                    WHERE table_name = ? AND organization_id = ? AND mode = ?)
            """;
    private static final String WRONG = """
            SELECT organization_id, mode FROM (
                SELECT organization_id, mode, COUNT(*) AS records FROM %s GROUP BY organization_id, mode
                UNION ALL
                SELECT organization_id, mode, -SUM(records) FROM record_counts WHERE table_name = ?
                GROUP BY organization_id, mode) difference
            GROUP BY organization_id, mode HAVING SUM(records) <> 0
            """;

    private final MaintenanceConnections connections;
    private final Duration interval;
    private final ExecutorService executor;
    private final Set<RecordCounts.Key> requested = ConcurrentHashMap.newKeySet();

    Recount(
            MaintenanceConnections connections,
            MaintenanceConfiguration configuration,
            @Named(TaskExecutors.IO) ExecutorService executor) {
        this.connections = connections;
        this.interval = configuration.recountInterval();
        this.executor = executor;
    }

    /**
     * Call this if a list shows that the caller's number is wrong. Returns at once; several requests for one number are
     * merged.
     */
    void request(String table, Caller caller) {
        RecordCounts.Key number = new RecordCounts.Key(
                table, caller.organizationId(), caller.mode().text());
        if (requested.add(number)) {
            executor.execute(() -> correctRequested(number));
        }
    }

    private void correctRequested(RecordCounts.Key number) {
        try {
            correct(number);
        } catch (RuntimeException e) {
            LOG.warn("The number of {} could not be corrected: {}", number, DatabaseFailure.describe(e));
        } finally {
            requested.remove(number);
        }
    }

    @Override
    public String name() {
        return "recount";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public long run(Lease lease) {
        return tables().stream()
                .flatMap(table -> wrong(table).stream())
                .filter(this::correct)
                .count();
    }

    private List<String> tables() {
        return connections.transaction(connection ->
                Statements.query(connection, row -> row.getString(1), "SELECT DISTINCT table_name FROM record_counts"));
    }

    private List<RecordCounts.Key> wrong(String table) {
        return connections.transaction(connection -> Statements.query(
                connection,
                row -> new RecordCounts.Key(table, row.getString(1), row.getString(2)),
                WRONG.formatted(table),
                table));
    }

    /** Whether the number was wrong. */
    private boolean correct(RecordCounts.Key number) {
        long difference = connections.transaction(connection -> correct(number, connection));
        if (difference != 0) {
            LOG.info(
                    "Corrected the number of {} by {}: rows were changed directly in the database", number, difference);
        }
        return difference != 0;
    }

    private static long correct(RecordCounts.Key number, Connection connection) {
        Statements.update(connection, LOCK, number.table(), number.organizationId(), number.mode());
        long difference = difference(number, connection);
        if (difference != 0) {
            Statements.update(connection, CORRECT, difference, number.table(), number.organizationId(), number.mode());
        }
        return difference;
    }

    private static long difference(RecordCounts.Key number, Connection connection) {
        return Statements.query(
                        connection,
                        row -> row.getLong(1),
                        DIFFERENCE.formatted(number.table()),
                        number.organizationId(),
                        number.mode(),
                        number.table(),
                        number.organizationId(),
                        number.mode())
                .get(0);
    }
}
