package org.passwordresets.passwordreset;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.passwordresets.auth.Caller;
import org.passwordresets.customer.Customer;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.customer.CustomerService;
import org.passwordresets.event.Events;

/**
 * Uses a token up and changes the password, both or neither.
 *
 * <p>The customer is locked first, so that two completions for one customer do not wait for each other in a circle. What
 * decides is one conditional UPDATE: of all who hold the right token, one changes a row.
 */
@Singleton
class CompletionTransaction {
    private static final int ATTEMPTS = 4;
    /** The SQLSTATE of a transaction that the database rolled back to end a deadlock. */
    private static final String DEADLOCK = "40001";

    private final PasswordResetRepository resets;
    private final CustomerRepository customers;
    private final CustomerService customerService;
    private final Events events;
    private final TransactionOperations<Connection> transactions;

    CompletionTransaction(
            PasswordResetRepository resets,
            CustomerRepository customers,
            CustomerService customerService,
            Events events,
            TransactionOperations<Connection> transactions) {
        this.resets = resets;
        this.customers = customers;
        this.customerService = customerService;
        this.events = events;
        this.transactions = transactions;
    }

    /**
     * @param open the reset as it was read, with its token
     * @param completed the same as it shall be
     * @return whether this one won
     */
    boolean execute(Caller caller, PasswordReset open, PasswordReset completed, String passwordHash) {
        return retryingDeadlocks(() -> transactions.executeWrite(status -> {
            Optional<Customer> customer = customers.lock(open.customerId());
            if (customer.isEmpty() || !use(open, completed)) {
                return false;
            }
            customerService.changePassword(caller, customer.get(), passwordHash, completed.updatedAt());
            events.record(caller, PasswordResetService.TYPE, open.id(), "reset_password", completed.updatedAt());
            return true;
        }));
    }

    private boolean use(PasswordReset open, PasswordReset completed) {
        int rows = resets.complete(
                open.id(),
                open.tokenMac(),
                completed.reference(),
                completed.referenceOrigin(),
                completed.metadata(),
                completed.updatedAt());
        return rows == 1;
    }

    private static boolean retryingDeadlocks(BooleanSupplier transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.getAsBoolean();
            } catch (DataAccessException e) {
                if (attempt == ATTEMPTS || !isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isDeadlock(DataAccessException e) {
        return e.getCause() instanceof SQLException cause && DEADLOCK.equals(cause.getSQLState());
    }
}
