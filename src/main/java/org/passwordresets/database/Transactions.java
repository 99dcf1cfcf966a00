package org.passwordresets.database;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs every write of this server in one transaction, and repeats it if the database rolled it back in favour of another one,
 * or if the connection was lost.
 *
 * <p>So the work may run more than once. It starts with the locks it needs, changes only the database, and uses ids that were
 * chosen before, so that its changes can be recognized.
 */
@Singleton
public final class Transactions {
    private final TransactionOperations<Connection> transactions;
    private final DatabaseConfiguration limits;

    Transactions(TransactionOperations<Connection> transactions, DatabaseConfiguration limits) {
        this.transactions = transactions;
        this.limits = limits;
    }

    /**
     * Runs work that can be repeated even after it was committed, such as setting attributes.
     *
     * @throws OutcomeUnknownException if the connection was lost during COMMIT and the work could not be repeated
     */
    public <T> T write(Supplier<T> work) {
        return new Attempts<>(transactions, limits.patience(), work, null, true).run();
    }

    /**
     * Runs work that must not be committed twice. If the response to a COMMIT is lost, {@code committed} decides: if it finds
     * what the work wrote, the work is done; otherwise the work runs again.
     *
     * @param committed looks for something that only this work can have written, with a locking read, so that it waits for a
     *     COMMIT in progress
     * @throws OutcomeUnknownException if the connection was lost during COMMIT and {@code committed} could not run
     */
    public <T> T write(Supplier<T> work, BooleanSupplier committed) {
        return new Attempts<>(transactions, limits.patience(), work, committed, true).run();
    }

    /** Like {@link #write(Supplier, BooleanSupplier)}, but fails at once if the database rolled the work back for another one. */
    public <T> T writeUnlessInConflict(Supplier<T> work, BooleanSupplier committed) {
        return new Attempts<>(transactions, limits.patience(), work, committed, false).run();
    }

    /** Runs several reads, once, which all see the records as they are for the first one. */
    public <T> T read(Function<Connection, T> reads) {
        return transactions.executeRead(status -> reads.apply(status.getConnection()));
    }
}
