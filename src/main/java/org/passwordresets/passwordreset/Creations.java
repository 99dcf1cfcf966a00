package org.passwordresets.passwordreset;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.passwordresets.audit.Audit;
import org.passwordresets.audit.Change;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Email;
import org.passwordresets.contract.Violation;
import org.passwordresets.customer.Customer;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.database.Coalescer;
import org.passwordresets.database.DatabaseConfiguration;
import org.passwordresets.database.LockWaiters;
import org.passwordresets.database.Transactions;
import org.passwordresets.error.ApiException;
import org.passwordresets.event.Events;
import org.passwordresets.generated.model.CustomerPasswordResetResource;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.listing.ResourceRows.Added;
import org.passwordresets.policy.EventNames;
import org.passwordresets.policy.PasswordResetConfiguration;
import org.passwordresets.resource.Identifier;

/**
 * The transaction that creates resets: one, or up to 64 that wait at the same time. It locks their customers first, by id, so
 * that none of them can change until it ends.
 *
 * <p>It skips a customer that another transaction has locked or that does not exist, and each request for it then has a
 * transaction of its own. Those for the same customer run one after the other, and those for a few customers at the same time:
 * see {@link LockWaiters}. So they hold up others only while more than a few customers are locked, and then only requests for
 * customers that were skipped too.
 */
@Singleton
final class Creations {
    private static final String TYPE = CustomerPasswordResetResource.TYPE;

    private final PasswordResetRepository resets;
    private final CustomerRepository customers;
    private final Events events;
    private final Audit audit;
    private final ResetTokenVault vault;
    private final PasswordResetConfiguration limits;
    private final Transactions transactions;
    private final Clock clock;
    private final Coalescer<Creation, PasswordReset> requests;

    Creations(
            PasswordResetRepository resets,
            CustomerRepository customers,
            Events events,
            Audit audit,
            ResetTokenVault vault,
            PasswordResetConfiguration limits,
            DatabaseConfiguration database,
            Transactions transactions,
            Clock clock) {
        this.resets = resets;
        this.customers = customers;
        this.events = events;
        this.audit = audit;
        this.vault = vault;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
        LockWaiters waiters = new LockWaiters(database);
        this.requests = Coalescer.ofWrites(
                database, this::together, wanted -> waiters.inTurn(wanted.address(), () -> alone(wanted)));
    }

    /** A requested reset. Its ids and its token stay the same, however often it is tried. */
    private record Creation(
            Caller caller,
            Customer.Address address,
            String id,
            String eventId,
            ResetTokenVault.Kept token,
            UnaryOperator<PasswordReset> attributes) {}

    /** Creates a reset for the customer with this address; a 422 if there is none. */
    PasswordReset create(Caller caller, Email email, UnaryOperator<PasswordReset> attributes) {
        String id = Identifier.random();
        return requests.send(new Creation(
                caller,
                Customer.Address.of(caller, email),
                id,
                Identifier.random(),
                vault.keep(ResetToken.random(), id),
                attributes));
    }

    private PasswordReset alone(Creation wanted) {
        return transactions.write(
                () -> add(Map.of(
                                wanted,
                                customers.lockShared(wanted.address()).orElseThrow(Creations::customerNotFound)))
                        .get(wanted),
                () -> events.isRecorded(wanted.eventId()));
    }

    private static ApiException customerNotFound() {
        return ApiException.invalid(Violation.of("customer_email", ValidationCode.NOT_FOUND));
    }

    /** Creates those whose customer exists and is not locked; the others have no response. Any one of them shows whether the transaction was committed. */
    private Map<Creation, PasswordReset> together(List<Creation> wanted) {
        AtomicReference<Map<Creation, PasswordReset>> created = new AtomicReference<>(Map.of());
        return transactions.writeUnlessInConflict(
                () -> {
                    created.set(add(owners(wanted)));
                    return created.get();
                },
                () -> created.get().keySet().stream().limit(1).allMatch(one -> events.isRecorded(one.eventId())));
    }

    private Map<Creation, Customer> owners(List<Creation> wanted) {
        Map<Customer.Address, Customer> locked = customers.lockSharedIfFree(
                wanted.stream().map(Creation::address).distinct().toList());
        Map<Creation, Customer> owners = new HashMap<>();
        wanted.stream()
                .filter(creation -> locked.containsKey(creation.address()))
                .forEach(creation -> owners.put(creation, locked.get(creation.address())));
        return owners;
    }

    private Map<Creation, PasswordReset> add(Map<Creation, Customer> owners) {
        Instant now = clock.instant();
        Map<Creation, PasswordReset> created = new HashMap<>();
        List<Added<PasswordReset>> rows = new ArrayList<>();
        List<Events.Occurrence> occurrences = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        owners.forEach((creation, owner) -> {
            PasswordReset reset = creation.attributes()
                    .apply(PasswordReset.of(creation.id(), owner, creation.token(), limits.expiry(now), now));
            created.put(creation, reset);
            rows.add(new Added<>(creation.caller(), reset));
            changes.add(Change.created(creation.caller(), TYPE, reset));
            occurrences.add(new Events.Occurrence(
                    creation.caller(), creation.eventId(), TYPE, creation.id(), EventNames.CREATE));
        });
        resets.addAll(rows);
        audit.record(changes, now);
        events.recordAll(occurrences, now);
        return created;
    }
}
