package org.passwordresets.passwordreset;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.passwordresets.auth.Caller;
import org.passwordresets.customer.Customer;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.customer.CustomerService;
import org.passwordresets.database.Transactions;
import org.passwordresets.event.Events;
import org.passwordresets.resource.Identifier;
import org.passwordresets.resource.References;

/**
 * Uses a token up and changes the password, both or neither.
 *
 * <p>The customer is locked first, then the reset: see {@link PasswordResetService}. What decides is one conditional UPDATE:
 * of all who hold the right token, one changes a row.
 */
@Singleton
class CompletionTransaction {
    private final PasswordResetRepository resets;
    private final CustomerRepository customers;
    private final CustomerService customerService;
    private final Events events;
    private final Transactions transactions;
    private final Clock clock;

    CompletionTransaction(
            PasswordResetRepository resets,
            CustomerRepository customers,
            CustomerService customerService,
            Events events,
            Transactions transactions,
            Clock clock) {
        this.resets = resets;
        this.customers = customers;
        this.customerService = customerService;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param open the reset as it was read, with its token
     * @param change what else the caller changes of it
     * @return the reset as it is now
     * @throws org.passwordresets.error.ApiException where somebody else has used its token up, or ended it
     */
    PasswordReset execute(Caller caller, PasswordReset open, UnaryOperator<References> change, String passwordHash) {
        String eventId = Identifier.random();
        return transactions.write(
                () -> {
                    Customer customer = customers.lock(open.customerId()).orElseThrow(PasswordResetCompletion::refused);
                    PasswordReset reset = resets.lock(open.id()).orElseThrow(PasswordResetCompletion::refused);
                    Instant now = clock.instant();
                    PasswordReset completed = reset.changed(change, now).completed(now);
                    use(open.tokenMac(), completed);
                    customerService.changePassword(caller, customer, passwordHash, now);
                    events.record(caller, eventId, PasswordResetService.TYPE, open.id(), "reset_password", now);
                    return completed;
                },
                () -> events.isRecorded(eventId));
    }

    private void use(byte[] tokenMac, PasswordReset completed) {
        int rows = resets.complete(
                completed.id(),
                tokenMac,
                completed.reference(),
                completed.referenceOrigin(),
                completed.metadata(),
                completed.updatedAt());
        if (rows == 0) {
            throw PasswordResetCompletion.refused();
        }
    }
}
