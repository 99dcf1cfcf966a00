package org.passwordresets.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits the requests that wait for a row that another transaction may have locked. Each holds a connection while it waits, so
 * without a limit a single locked row would take all connections from the requests for other rows. Here only one request
 * waits for a row, and few rows are waited for at the same time. The other requests wait for their turn without a connection.
 * They keep their threads: without virtual threads (Java 17), more than a hundred of them still hold up the requests for other
 * rows.
 */
public final class LockWaiters {
    /** Less than half of the default pool. */
    private static final int MAX = 4;

    private final Semaphore connections = new Semaphore(MAX, true);
    private final Map<Object, Line> lines = new ConcurrentHashMap<>();
    private final long patienceNanos;

    /** Nobody waits for a turn longer than a write may be repeated. */
    public LockWaiters(DatabaseConfiguration limits) {
        this.patienceNanos = limits.patience().toNanos();
    }

    /** The requests for one row. */
    private static final class Line {
        final Semaphore first = new Semaphore(1, true);
        int length;

        Line longer(int by) {
            length += by;
            return this;
        }
    }

    /** Runs the work when it is the request's turn; refuses it if that does not come in time. */
    public <R> R inTurn(Object row, Supplier<R> work) {
        Line line = lines.compute(row, (same, old) -> (old == null ? new Line() : old).longer(1));
        try {
            return holding(line.first, () -> holding(connections, work));
        } finally {
            lines.computeIfPresent(row, (same, old) -> old.longer(-1).length == 0 ? null : old);
        }
    }

    private <R> R holding(Semaphore turn, Supplier<R> work) {
        if (!acquire(turn)) {
            throw WaitedTooLongException.unchecked(
                    "The request has waited too long behind others that wait for locked rows");
        }
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }

    private boolean acquire(Semaphore turn) {
        try {
            return turn.tryAcquire(Waiting.startNanos() + patienceNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
