package org.passwordresets.database;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;

/**
 * How long the request of the current thread has waited, from when it was given to the threads. What has waited too long for a
 * thread does not wait for a connection too.
 */
final class Waiting {
    private static final ThreadLocal<Waiting> CURRENT = new ThreadLocal<>();

    private final long since = System.nanoTime();
    private final long longestNanos;
    private final boolean isSearch;
    private boolean startedTooLate;

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

    /** How much of that time is left; negative where it is over. */
    Duration leftOf(Duration whole) {
        return whole.minusNanos(System.nanoTime() - since);
    }

    private boolean isTooLong() {
        return System.nanoTime() - since > longestNanos;
    }
}
