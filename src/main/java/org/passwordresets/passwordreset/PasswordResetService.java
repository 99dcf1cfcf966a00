package org.passwordresets.passwordreset;

import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Violation;
import org.passwordresets.customer.Customer;
import org.passwordresets.customer.CustomerLeaving;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.customer.CustomerSecured;
import org.passwordresets.database.Transactions;
import org.passwordresets.error.ApiException;
import org.passwordresets.event.Events;
import org.passwordresets.generated.model.CustomerPasswordReset;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.listing.RecordCounts;
import org.passwordresets.resource.Identifier;
import org.passwordresets.resource.References;

/**
 * The transactions that create, change and end a reset; the one that completes it is {@link CompletionTransaction}.
 *
 * <p>A transaction that adds, ends or deletes a reset locks the customer first, and then the reset. So what was read of the
 * customer still holds when the reset is written, and no two of these transactions deadlock.
 */
@Singleton
class PasswordResetService {
    static final String TYPE = CustomerPasswordReset.TYPE;

    private final PasswordResetRepository resets;
    private final ResetTokens tokens;
    private final CustomerRepository customers;
    private final Events events;
    private final RecordCounts counts;
    private final Transactions transactions;
    private final Clock clock;

    PasswordResetService(
            PasswordResetRepository resets,
            ResetTokens tokens,
            CustomerRepository customers,
            Events events,
            RecordCounts counts,
            Transactions transactions,
            Clock clock) {
        this.resets = resets;
        this.tokens = tokens;
        this.customers = customers;
        this.events = events;
        this.counts = counts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Creates a reset, unless the customer has been deleted or has another address since it was found. */
    PasswordReset create(Caller caller, Customer found, References references) {
        String id = Identifier.random();
        String eventId = Identifier.random();
        return transactions.write(
                () -> {
                    Customer customer = customers
                            .lockShared(found.id())
                            .filter(found::hasSameAddress)
                            .orElseThrow(PasswordResetService::customerNotFound);
                    PasswordReset reset = tokens.open(id, customer, references, clock.instant());
                    resets.save(reset);
                    counts.add(caller, TYPE, 1);
                    events.record(caller, eventId, TYPE, id, "create", reset.createdAt());
                    return reset;
                },
                () -> events.isRecorded(eventId));
    }

    private static ApiException customerNotFound() {
        return ApiException.invalid(Violation.of("customer_email", ValidationCode.NOT_FOUND));
    }

    /** Changes what a client attached. There is no event, because nothing has happened to the customer. */
    PasswordReset update(String id, UnaryOperator<References> change) {
        return transactions.write(() -> {
            PasswordReset changed = resets.lock(id)
                    .orElseThrow(() -> ApiException.notFound(TYPE, id))
                    .changed(change, clock.instant());
            resets.updateReferences(
                    id, changed.reference(), changed.referenceOrigin(), changed.metadata(), changed.updatedAt());
            return changed;
        });
    }

    void delete(Caller caller, PasswordReset reset) {
        String eventId = Identifier.random();
        transactions.write(
                () -> {
                    customers.lockShared(reset.customerId());
                    if (resets.delete(reset.id()) == 0) {
                        throw ApiException.notFound(TYPE, reset.id());
                    }
                    counts.add(caller, TYPE, -1);
                    events.record(caller, eventId, TYPE, reset.id(), "destroy", clock.instant());
                    return null;
                },
                () -> events.isRecorded(eventId));
    }

    /** Inside the customer's transaction: what could still open the account by an older way dies. */
    @EventListener
    void onCustomerSecured(CustomerSecured change) {
        List<String> open = resets.idsOfOpen(change.customerId());
        if (!open.isEmpty()) {
            resets.kill(open, change.at());
        }
    }

    /** Inside the customer's transaction: a customer's resets go with the customer. */
    @EventListener
    void onCustomerLeaving(CustomerLeaving leaving) {
        List<String> all = resets.idsOfCustomer(leaving.customerId());
        if (!all.isEmpty()) {
            counts.add(leaving.caller(), TYPE, -resets.deleteAll(all));
            events.recordAll(leaving.caller(), TYPE, all, "destroy", leaving.at());
        }
    }
}
