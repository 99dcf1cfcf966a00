package org.passwordresets.passwordreset;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Violation;
import org.passwordresets.contract.generated.CustomerPasswordReset;
import org.passwordresets.contract.generated.ValidationCode;
import org.passwordresets.customer.Customer;
import org.passwordresets.customer.CustomerLeaving;
import org.passwordresets.customer.CustomerSecured;
import org.passwordresets.event.Events;
import org.passwordresets.jsonapi.ApiException;
import org.passwordresets.jsonapi.References;
import org.passwordresets.listing.RecordCounts;

/** The transactions that make, change and end a reset; the one that completes it is {@link PasswordResetCompletion}. */
@Singleton
class PasswordResetService {
    static final String TYPE = CustomerPasswordReset.TYPE;

    private final PasswordResetRepository resets;
    private final ResetTokens tokens;
    private final Events events;
    private final RecordCounts counts;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    PasswordResetService(
            PasswordResetRepository resets,
            ResetTokens tokens,
            Events events,
            RecordCounts counts,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.resets = resets;
        this.tokens = tokens;
        this.events = events;
        this.counts = counts;
        this.transactions = transactions;
        this.clock = clock;
    }

    PasswordReset create(Caller caller, Customer customer, References references) {
        PasswordReset reset = tokens.open(customer, references, clock.instant());
        try {
            transactions.executeWrite(status -> {
                resets.save(reset);
                counts.add(caller, TYPE, 1);
                events.record(caller, TYPE, reset.id(), "create", reset.createdAt());
                return null;
            });
            return reset;
        } catch (DataAccessException e) {
            throw isWithoutCustomer(e)
                    ? ApiException.invalid(Violation.of("customer_email", ValidationCode.NOT_FOUND))
                    : e;
        }
    }

    /** The customer may be deleted after it was found and before the reset is in the database. */
    private static boolean isWithoutCustomer(DataAccessException e) {
        return e.getCause() instanceof SQLIntegrityConstraintViolationException;
    }

    /** Changes what a client attached; one statement, and no event, because nothing has happened to the customer. */
    PasswordReset update(PasswordReset reset, References references) {
        PasswordReset changed = reset.changed(references, clock.instant());
        int rows = resets.updateReferences(
                reset.id(), references.reference(), references.origin(), references.metadata(), changed.updatedAt());
        if (rows == 0) {
            throw ApiException.notFound(TYPE, reset.id());
        }
        return changed;
    }

    void delete(Caller caller, PasswordReset reset) {
        transactions.executeWrite(status -> {
            if (resets.delete(reset.id()) == 0) {
                throw ApiException.notFound(TYPE, reset.id());
            }
            counts.add(caller, TYPE, -1);
            events.record(caller, TYPE, reset.id(), "destroy", clock.instant());
            return null;
        });
    }

    /** Inside the customer's transaction: what could still open the account by an older way dies. */
    @EventListener
    void onCustomerSecured(CustomerSecured change) {
        resets.killOpen(change.customerId(), change.at());
    }

    /** Inside the customer's transaction: a customer's resets go with the customer. */
    @EventListener
    void onCustomerLeaving(CustomerLeaving leaving) {
        events.recordAll(leaving.caller(), TYPE, resets.idsOfCustomer(leaving.customerId()), "destroy", leaving.at());
        counts.add(leaving.caller(), TYPE, -resets.deleteOfCustomer(leaving.customerId()));
    }
}
