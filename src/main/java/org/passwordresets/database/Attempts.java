package org.passwordresets.database;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The attempts at one write: see {@link Transactions}. */
final class Attempts<T> {
    private static final int MOST = 10;
    /** The pool gives up its connections to a server that is read-only; if the next one is no better, none is for a while. */
    private static final int MOST_READ_ONLY = 2;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(8);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final TransactionOperations<Connection> transactions;
    private final Duration patience;
    private final Supplier<T> work;

    @Nullable
    private final BooleanSupplier committed;

    private final long start = System.nanoTime();

    /** What the work returned when it last came to its end. */
    private T result;
    /** Whether the work came to its end in this attempt, so that only the COMMIT can have failed. */
    private boolean ended;
    /** Why the work did not; a failed rollback would hide it. */
    @Nullable
    private RuntimeException failure;
    /** Whether a COMMIT may have happened although it failed. */
    private boolean inDoubt;
    /** The same, of all attempts so far. */
    private boolean onceInDoubt;

    /** @param patience how long after the first attempt another one may begin */
    Attempts(
            TransactionOperations<Connection> transactions,
            Duration patience,
            Supplier<T> work,
            @Nullable BooleanSupplier committed) {
        this.transactions = transactions;
        this.patience = patience;
        this.work = work;
        this.committed = committed;
    }

    T run() {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt();
            } catch (RuntimeException thrown) {
                RuntimeException cause = failure == null ? thrown : failure;
                DatabaseFailure kind = DatabaseFailure.of(cause);
                if (!mayPass(kind) || attempt >= most(kind) || !pause(attempt)) {
                    throw inDoubt ? new OutcomeUnknownException(cause) : cause;
                }
            }
        }
    }

    private static int most(DatabaseFailure kind) {
        return kind == DatabaseFailure.READ_ONLY ? MOST_READ_ONLY : MOST;
    }

    private T attempt() {
        if (inDoubt && committed != null) {
            if (committed.getAsBoolean()) {
                return result;
            }
            inDoubt = false;
        }
        ended = false;
        failure = null;
        return transactions.executeWrite(status -> work());
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

    /** Whether another attempt may succeed. */
    private boolean mayPass(DatabaseFailure kind) {
        if (isAnswer(kind)) {
            inDoubt = false;
            return false;
        }
        inDoubt |= ended ? !isRolledBack(kind) : kind == DatabaseFailure.DUPLICATE_KEY;
        onceInDoubt |= inDoubt;
        return inDoubt || isTransient(kind);
    }

    /**
     * Whether the work failed for a reason of its own, such as a record that does not exist. A duplicate key may also be what
     * an earlier attempt left there.
     */
    private boolean isAnswer(DatabaseFailure kind) {
        return failure != null
                && switch (kind) {
                    case OTHER -> true;
                    case DUPLICATE_KEY -> committed == null || !onceInDoubt;
                    default -> false;
                };
    }

    /** What the server says of a COMMIT that it did not carry out; anything else may come from a broken connection. */
    private static boolean isRolledBack(DatabaseFailure kind) {
        return switch (kind) {
            case CONFLICT, READ_ONLY, UNAVAILABLE, DUPLICATE_KEY -> true;
            case CONNECTION_LOST, TOO_SLOW, OTHER -> false;
        };
    }

    /** Also where the server is read-only: after a fail-over, the next connection may lead to another server. */
    private static boolean isTransient(DatabaseFailure kind) {
        return switch (kind) {
            case CONFLICT, CONNECTION_LOST, READ_ONLY -> true;
            case UNAVAILABLE, TOO_SLOW, DUPLICATE_KEY, OTHER -> false;
        };
    }

    /** Longer each time, and never as long as another's, so that those who met do not meet again. */
    private boolean pause(int attempt) {
        long longest = Math.min(FIRST_PAUSE.toNanos() << attempt, LONGEST_PAUSE.toNanos());
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
