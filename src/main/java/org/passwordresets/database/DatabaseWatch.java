package org.passwordresets.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database responds. It looks when something has failed or the health check asks, over a connection of its
 * own. While the database is down it keeps looking, so that no request has to wait to find out.
 */
final class DatabaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final long PAUSE_MILLIS = 250;
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final DataSource probes;
    private final long timeoutMillis;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(DatabaseWatch::daemon);
    private final AtomicBoolean watching = new AtomicBoolean();
    private CompletableFuture<Boolean> latest;
    private long askedAtNanos;
    private volatile boolean down;

    /**
     * @param probes gives connections that nobody else uses, and that give up in about that time
     * @param timeout of the health check
     */
    DatabaseWatch(DataSource probes, Duration timeout) {
        this.probes = probes;
        this.timeoutMillis = timeout.toMillis();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "database-watch");
        thread.setDaemon(true);
        return thread;
    }

    /** Whether it did not respond when last asked. */
    boolean isDown() {
        return down;
    }

    /** To be called when something has failed. Returns at once. */
    void suspect() {
        if (watching.compareAndSet(false, true)) {
            thread.execute(this::watch);
        }
    }

    private void watch() {
        if (look()) {
            watching.set(false);
        } else {
            thread.schedule(this::watch, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether it responds, as was known at most a second ago; false where that takes longer than the timeout. */
    synchronized CompletableFuture<Boolean> check() {
        if (down) {
            return CompletableFuture.completedFuture(false);
        }
        if (latest == null || System.nanoTime() - askedAtNanos > FRESH_NANOS) {
            askedAtNanos = System.nanoTime();
            latest = CompletableFuture.supplyAsync(this::look, thread)
                    .completeOnTimeout(false, timeoutMillis, TimeUnit.MILLISECONDS);
        }
        return latest;
    }

    private boolean look() {
        String failure = failure();
        if (failure == null && down) {
            LOG.info("The database responds again");
        } else if (failure != null && !down) {
            LOG.warn("The database does not respond; requests get a 503 until it does: {}", failure);
        }
        down = failure != null;
        if (down) {
            suspect();
        }
        return !down;
    }

    /** A server that refuses is there all the same: connections that are open already may still work. */
    private String failure() {
        try (Connection connection = probes.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            return null;
        } catch (SQLException e) {
            return DatabaseFailure.of(e) == DatabaseFailure.CONNECTION_LOST ? DatabaseFailure.describe(e) : null;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
