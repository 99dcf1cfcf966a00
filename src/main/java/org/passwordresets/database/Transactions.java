package org.passwordresets.database;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Runs every write of this server: in one transaction, which is repeated when the database rolled it back for the sake of
 * another one, or lost the connection to it.
 *
 * <p>So the work may run more than once. It begins with the locks it needs, changes nothing but the database, and uses ids
 * that were chosen before, so that what has happened can be recognized.
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
     * Runs work that does no harm when it is repeated after it has already been committed, such as setting attributes.
     *
     * @throws OutcomeUnknownException where the connection was lost during COMMIT, and the work could not be repeated
     */
    public <T> T write(Supplier<T> work) {
        return new Attempts<>(transactions, limits.patience(), work, null).run();
    }

    /**
     * Runs work that must not be committed twice. When the answer to a COMMIT is lost, {@code committed} decides: if it
     * finds what the work wrote, the work is done; if not, it runs again.
     *
     * @param committed looks for something that only this work can have written; by a locking read, so that it waits for a
     *     COMMIT that the server is still busy with
     * @throws OutcomeUnknownException where the connection was lost during COMMIT, and {@code committed} could not be asked
     */
    public <T> T write(Supplier<T> work, BooleanSupplier committed) {
        return new Attempts<>(transactions, limits.patience(), work, committed).run();
    }
}
