package org.passwordresets.customer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.passwordresets.audit.Audit;
import org.passwordresets.audit.Change;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Email;
import org.passwordresets.contract.Violation;
import org.passwordresets.database.DatabaseFailure;
import org.passwordresets.database.Transactions;
import org.passwordresets.error.ApiException;
import org.passwordresets.event.Events;
import org.passwordresets.generated.model.CustomerResource;
import org.passwordresets.policy.AccountChange;
import org.passwordresets.policy.EventNames;
import org.passwordresets.resource.Identifier;
import org.passwordresets.session.Generations;

/** The transactions that change a customer. */
@Singleton
final class CustomerService {
    static final String TYPE = CustomerResource.TYPE;

    /** The unique key that prevents two customers with the same address. */
    private static final String UNIQUE_EMAIL = "customers_email";

    private final CustomerRepository customers;
    private final Events events;
    private final Audit audit;
    private final CustomerResets resets;
    private final Generations generations;
    private final Transactions transactions;
    private final Clock clock;

    CustomerService(
            CustomerRepository customers,
            Events events,
            Audit audit,
            CustomerResets resets,
            Generations generations,
            Transactions transactions,
            Clock clock) {
        this.customers = customers;
        this.events = events;
        this.audit = audit;
        this.resets = resets;
        this.generations = generations;
        this.transactions = transactions;
        this.clock = clock;
    }

    Customer create(Caller caller, CustomerChange wish) {
        Customer customer = Customer.of(Identifier.random(), caller, wish, clock.instant());
        return unlessTaken(
                customer.email(),
                () -> transactions.write(
                        () -> {
                            customers.add(caller, customer);
                            audit.record(Change.created(caller, TYPE, customer), customer.createdAt());
                            if (customer.hasPassword()) {
                                recordFirstPassword(caller, customer.id(), customer.createdAt());
                            }
                            return customer;
                        },
                        () -> customers.lockShared(customer.id()).isPresent()));
    }

    Customer update(Caller caller, String id, CustomerChange change) {
        String email = change.email() == null ? null : change.email().text();
        return unlessTaken(
                email,
                () -> changingAccess(id, () -> {
                    Customer before = customers.lock(id).orElseThrow(() -> ApiException.notFound(TYPE, id));
                    AccountChange account = AccountChange.of(
                            new Email(before.email(), before.emailKey()),
                            change.email(),
                            change.passwordHash() != null,
                            before.hasPassword());
                    Customer changed = before.changed(change, clock.instant());
                    Customer after = account.invalidatesResets() ? changed.withoutAccess() : changed;
                    customers.update(after);
                    Change.updated(caller, TYPE, before, after)
                            .ifPresent(made -> audit.record(made, after.updatedAt()));
                    if (account.createsPassword()) {
                        recordFirstPassword(caller, id, after.updatedAt());
                    }
                    if (account.invalidatesResets()) {
                        resets.invalidate(caller, id, after.updatedAt());
                    }
                    return after;
                }));
    }

    /** Also if it fails, because it may have been committed. */
    private <T> T changingAccess(String id, Supplier<T> work) {
        try {
            return transactions.write(work);
        } finally {
            generations.changed(id);
        }
    }

    /** Two requests may use the same address at the same time; the database accepts one of them. */
    private static Customer unlessTaken(@Nullable String email, Supplier<Customer> write) {
        try {
            return write.get();
        } catch (DataAccessException e) {
            if (DatabaseFailure.duplicateKey(e).filter(UNIQUE_EMAIL::equals).isPresent()) {
                throw ApiException.invalid(Violation.taken("email", email));
            }
            throw e;
        }
    }

    private void recordFirstPassword(Caller caller, String customerId, Instant now) {
        events.record(caller, TYPE, customerId, EventNames.CREATE_PASSWORD, now);
    }

    void delete(Caller caller, String id) {
        transactions.write(
                () -> {
                    customers.lock(id).orElseThrow(() -> ApiException.notFound(TYPE, id));
                    Instant now = clock.instant();
                    resets.delete(caller, id, now);
                    customers.remove(caller, id);
                    audit.record(Change.deleted(caller, TYPE, id), now);
                    return null;
                },
                () -> customers.lockShared(id).isEmpty());
        generations.changed(id);
    }
}
