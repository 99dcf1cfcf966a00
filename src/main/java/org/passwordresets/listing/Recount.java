package org.passwordresets.listing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
 * every transaction of the server changes both or neither, so the difference stays correct during other writes. For the same
 * reason, a number that was right stays right until someone changes rows directly. So it is trusted for a short time.
 */
@Singleton
class Recount implements MaintenanceTask {
    /** How long a number is trusted after its rows were counted. Each count reads the whole index of a list. */
    static final Duration TRUST = Duration.ofMinutes(1);

    private static final Duration RENEWAL = TRUST.dividedBy(2);
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
    private final Clock clock;
    private final Set<RecordCounts.Key> requested = ConcurrentHashMap.newKeySet();
    /** They run one after the other, so that they never use more than one connection. */
    private CompletableFuture<Boolean> lastRequested = CompletableFuture.completedFuture(false);
    /** When this server began to count. */
    private final Cache<RecordCounts.Key, Instant> counted =
            Caffeine.newBuilder().expireAfterWrite(TRUST).build();

    Recount(
            MaintenanceConnections connections,
            MaintenanceConfiguration configuration,
            @Named(TaskExecutors.IO) ExecutorService executor,
            Clock clock) {
        this.connections = connections;
        this.interval = configuration.recountInterval();
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Whether the caller's number was right {@link #TRUST} ago or later. Returns at once; if that was a while ago, the rows are
     * counted again in the background, so that a number that is asked for all the time stays trusted.
     */
    boolean isTrusted(String table, Caller caller) {
        RecordCounts.Key number = RecordCounts.Key.of(table, caller);
        Instant last = counted.getIfPresent(number);
        if (!isWithin(RENEWAL, last)) {
            count(number);
        }
        return isWithin(TRUST, last);
    }

    /** False also after the clock was set back. */
    private boolean isWithin(Duration time, @Nullable Instant since) {
        Instant now = clock.instant();
        return since != null && !since.isAfter(now) && since.plus(time).isAfter(now);
    }

    /**
     * Call this if a list shows that the caller's number is wrong. Returns at once; several requests for one number are
     * merged.
     */
    void request(String table, Caller caller) {
        RecordCounts.Key number = RecordCounts.Key.of(table, caller);
        counted.invalidate(number);
        count(number);
    }

    private synchronized void count(RecordCounts.Key number) {
        if (requested.add(number)) {
            lastRequested = lastRequested.handleAsync((last, failure) -> correctRequested(number), executor);
        }
    }

    private boolean correctRequested(RecordCounts.Key number) {
        try {
            return correct(number);
        } catch (RuntimeException e) {
            LOG.warn("The number of {} could not be corrected: {}", number, DatabaseFailure.describe(e));
            return false;
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
        Instant start = clock.instant();
        long difference = connections.transaction(connection -> correct(number, connection));
        counted.put(number, start);
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
