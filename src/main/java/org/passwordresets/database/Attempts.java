package org.passwordresets.database;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The attempts of one write: see {@link Transactions}. */
final class Attempts<T> {
    private static final int MAX_ATTEMPTS = 10;
    /**
     * With the first, the pool discards its connections to a read-only server. If the next connection is no better, none is
     * for a while.
     */
    private static final int MAX_READ_ONLY_ATTEMPTS = 2;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(8);
    private static final Duration MAX_PAUSE = Duration.ofMillis(250);

    private final TransactionOperations<Connection> transactions;
    private final Duration patience;
    private final Supplier<T> work;

    @Nullable
    private final BooleanSupplier committed;

    private final boolean repeatsConflicts;
    private final long start = System.nanoTime();

    /** The result of the work when it last completed. */
    private T result;
    /** Whether the work completed in this attempt, so that only the COMMIT can have failed. */
    private boolean ended;
    /** Why the work failed; a failed rollback would hide it. */
    @Nullable
    private RuntimeException failure;
    /** Whether the response to a COMMIT was lost, in this attempt or an earlier one. */
    private boolean inDoubt;
    /** Whether the next attempt must first find out what became of the last one. */
    private boolean toReadBack;

    /**
     * @param patience how long after the first attempt another one may start
     * @param repeatsConflicts whether it tries again after a conflict with another transaction
     */
    Attempts(
            TransactionOperations<Connection> transactions,
            Duration patience,
            Supplier<T> work,
            @Nullable BooleanSupplier committed,
            boolean repeatsConflicts) {
        this.transactions = transactions;
        this.patience = patience;
        this.work = work;
        this.committed = committed;
        this.repeatsConflicts = repeatsConflicts;
    }

    T run() {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt();
            } catch (RuntimeException thrown) {
                RuntimeException cause = failure == null ? thrown : failure;
                DatabaseFailure kind = DatabaseFailure.of(cause);
                if (isFailureOfTheWork(kind)) {
                    throw cause;
                }
                noteDoubt(kind);
                if (!mayPass(kind) || attempt >= most(kind) || !pause(attempt)) {
                    throw inDoubt ? new OutcomeUnknownException(cause) : cause;
                }
            }
        }
    }

    private static int most(DatabaseFailure kind) {
        return kind == DatabaseFailure.READ_ONLY ? MAX_READ_ONLY_ATTEMPTS : MAX_ATTEMPTS;
    }

    private T attempt() {
        if (toReadBack && isCommitted()) {
            return result;
        }
        ended = false;
        failure = null;
        try {
            return transactions.executeWrite(status -> work());
        } catch (RuntimeException e) {
            if (isItsOwnDoing()) {
                return result;
            }
            throw e;
        }
    }

    private T work() {
        try {
            result = work.get();
            ended = true;
            return result;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private boolean isCommitted() {
        boolean is = committed != null && committed.getAsBoolean();
        toReadBack = false;
        return is;
    }

    /**
     * Whether the work failed because of what an earlier attempt has committed, which was not visible before: in a
     * replication group, a member may learn late of a commit on another one.
     */
    private boolean isItsOwnDoing() {
        if (!inDoubt || failure == null || !isFailureOfTheWork(DatabaseFailure.of(failure))) {
            return false;
        }
        RuntimeException ofTheWork = failure;
        failure = null;
        ended = true;
        toReadBack = true;
        boolean is = isCommitted();
        failure = ofTheWork;
        return is;
    }

    /** Whether the work failed for its own reasons, such as a record that does not exist or a value that is taken. */
    private boolean isFailureOfTheWork(DatabaseFailure kind) {
        return failure != null && (kind == DatabaseFailure.OTHER || kind == DatabaseFailure.DUPLICATE_KEY);
    }

    private void noteDoubt(DatabaseFailure kind) {
        toReadBack |= ended && !isRolledBack(kind);
        inDoubt |= toReadBack;
    }

    private boolean mayPass(DatabaseFailure kind) {
        return toReadBack || isTransient(kind);
    }

    /** The server says that it did not commit. Any other failure may come from a broken connection. */
    private static boolean isRolledBack(DatabaseFailure kind) {
        return switch (kind) {
            case CONFLICT, READ_ONLY, UNAVAILABLE, DUPLICATE_KEY -> true;
            case CONNECTION_LOST, TOO_SLOW, OTHER -> false;
        };
    }

    /** Also if the server is read-only: after a failover, the next connection may lead to another server. */
    private boolean isTransient(DatabaseFailure kind) {
        return switch (kind) {
            case CONFLICT -> repeatsConflicts;
            case CONNECTION_LOST, READ_ONLY -> true;
            case UNAVAILABLE, TOO_SLOW, DUPLICATE_KEY, OTHER -> false;
        };
    }

    /** Longer each time, and random, so that transactions that collided do not collide again. */
    private boolean pause(int attempt) {
        long longest = Math.min(FIRST_PAUSE.toNanos() << attempt, MAX_PAUSE.toNanos());
        long pause = ThreadLocalRandom.current().nextLong(longest);
        if (System.nanoTime() - start + pause > patience.toNanos()) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
