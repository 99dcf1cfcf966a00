package org.passwordresets.database;

import io.micronaut.core.annotation.Nullable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the request of the current thread has waited since it was queued. A request that has waited too long for a thread
 * does not wait for a connection too, and none keeps a connection beyond its time.
 */
final class Waiting {
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
    private static final ThreadLocal<Waiting> CURRENT = new ThreadLocal<>();
    /** The time left to a request that is late for another reason than the database, such as many passwords to hash. */
    private static final Duration MIN_TIME_LEFT = Duration.ofMillis(500);

    private final long since = System.nanoTime();
    private final long longestNanos;
    private final boolean isSearch;
    private boolean startedTooLate;
    private Runnable end = () -> {};
    private volatile long deadlineNanos;

    @Nullable
    private volatile Connection connection;

    private Waiting(Duration longest, boolean isSearch) {
        this.longestNanos = longest.toNanos();
        this.isSearch = isSearch;
    }

    /** Wraps a task, for any thread to run later. */
    static Runnable counted(Runnable task, Duration longest, boolean isSearch) {
        Waiting waiting = new Waiting(longest, isSearch);
        return () -> {
            waiting.startedTooLate = waiting.isTooLong();
            CURRENT.set(waiting);
            try {
                task.run();
            } finally {
                CURRENT.remove();
                waiting.connection = null;
                waiting.end.run();
            }
        };
    }

    /** That of the request of this thread; null if the thread has none. */
    @Nullable
    static Waiting current() {
        return CURRENT.get();
    }

    /** When the request of this thread was queued; now, if the thread has none. */
    static long startNanos() {
        Waiting current = current();
        return current == null ? System.nanoTime() : current.since;
    }

    /** Whether it must not even try: a search that was queued too long, or any other request that would have to wait. */
    boolean isOver(boolean connectionIsFree) {
        return isSearch ? startedTooLate : !connectionIsFree && isTooLong();
    }

    private boolean isTooLong() {
        return System.nanoTime() - since > longestNanos;
    }

    /** What to do when the request ends. */
    void atEnd(Runnable action) {
        this.end = action;
    }

    /** The connection that the request uses from now on, until its deadline. */
    void uses(Connection connection, Duration whole) {
        long now = System.nanoTime();
        long left = Math.max(since + whole.toNanos() - now, MIN_TIME_LEFT.toNanos());
        this.deadlineNanos = now + left;
        this.connection = connection;
    }

    /** Harmless for a connection that was returned to the pool: the connection held here is valid for this request only. */
    void cutAfterDeadline(long now) {
        Connection used = connection;
        if (used != null && now - deadlineNanos > 0) {
            connection = null;
            try {
                used.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("A connection cannot be closed", e);
            }
        }
    }
}
