package org.passwordresets.database;

import io.micronaut.core.annotation.Nullable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the request of the current thread has waited, from when it was given to the threads. What has waited too long for a
 * thread does not wait for a connection too, and nothing keeps a connection beyond its time.
 */
final class Waiting {
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
    private static final ThreadLocal<Waiting> CURRENT = new ThreadLocal<>();
    /** What a request that is late for another reason than the database, such as many passwords to hash, is still given. */
    private static final Duration LEAST = Duration.ofMillis(500);

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

    /** A task that any thread may run later. */
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

    /** Of the request that this thread works for; null where it works for none. */
    @Nullable
    static Waiting current() {
        return CURRENT.get();
    }

    /** Whether it shall not even try: a search whose turn came late, or any other request where it would have to wait. */
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

    /** The connection it uses from now on, until so long after it began. */
    void uses(Connection connection, Duration whole) {
        long now = System.nanoTime();
        long left = Math.max(since + whole.toNanos() - now, LEAST.toNanos());
        this.deadlineNanos = now + left;
        this.connection = connection;
    }

    /** Does no harm to a connection that has gone back to the pool: what is held here is good for this request alone. */
    void cutAfterDeadline(long now) {
        Connection used = connection;
        if (used != null && now - deadlineNanos > 0) {
            connection = null;
            try {
                used.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("A connection cannot be cut", e);
            }
        }
    }
}
