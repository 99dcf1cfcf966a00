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
 * Knows whether the database responds. It checks after a failure and when the health check asks, over its own connection.
 * While the database is down it keeps checking, so that no request has to wait to find out.
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
     * @param probes provides connections that nobody else uses, and that give up after about the timeout
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

    /** Whether the database did not respond to the last check. */
    boolean isDown() {
        return down;
    }

    /** Call this after a failure. Returns at once. */
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

    /** Whether the database responds, as of at most a second ago; false if the check takes longer than the timeout. */
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

    /** A server that refuses connections is still running: open connections may still work. */
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
