package org.passwordresets.passwordreset;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.passwordresets.audit.Audit;
import org.passwordresets.audit.Change;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Email;
import org.passwordresets.customer.Customer;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.customer.CustomerResets;
import org.passwordresets.database.Transactions;
import org.passwordresets.error.ApiException;
import org.passwordresets.event.Events;
import org.passwordresets.generated.model.CustomerPasswordResetResource;
import org.passwordresets.generated.model.CustomerResource;
import org.passwordresets.policy.AccountChange;
import org.passwordresets.policy.CompletionRules;
import org.passwordresets.policy.EventNames;
import org.passwordresets.policy.PasswordResetConfiguration;
import org.passwordresets.policy.TokenVerdict;
import org.passwordresets.security.SecurityEntry;
import org.passwordresets.security.SecurityEntryBuilder;
import org.passwordresets.security.SecurityEvent;
import org.passwordresets.security.SecurityLog;
import org.passwordresets.session.Generations;
import org.passwordresets.write.Writes;

/**
 * The transactions that create, change, complete, invalidate and delete resets.
 *
 * <p>A transaction that creates, completes, invalidates or deletes a reset locks the customer first and then the reset. What
 * it read of the customer is therefore still true when it writes the reset, and no two of these transactions deadlock.
 */
@Singleton
class PasswordResetService implements CustomerResets {
    static final String TYPE = CustomerPasswordResetResource.TYPE;
    private static final String CUSTOMERS = CustomerResource.TYPE;

    private final Creations creations;
    private final PasswordResetRepository resets;
    private final CustomerRepository customers;
    private final Events events;
    private final Generations generations;
    private final Audit audit;
    private final ResetTokenVault vault;
    private final PasswordResetConfiguration limits;
    private final Transactions transactions;
    private final Writes writes;
    private final SecurityLog securityLog;
    private final TrustedAddresses trusted;
    private final Clock clock;

    PasswordResetService(
            Creations creations,
            PasswordResetRepository resets,
            CustomerRepository customers,
            Events events,
            Generations generations,
            Audit audit,
            ResetTokenVault vault,
            PasswordResetConfiguration limits,
            Transactions transactions,
            Writes writes,
            SecurityLog securityLog,
            TrustedAddresses trusted,
            Clock clock) {
        this.creations = creations;
        this.resets = resets;
        this.customers = customers;
        this.events = events;
        this.generations = generations;
        this.audit = audit;
        this.vault = vault;
        this.limits = limits;
        this.transactions = transactions;
        this.writes = writes;
        this.securityLog = securityLog;
        this.clock = clock;
        this.trusted = trusted;
    }

    /** Creates a reset for the customer with this address. */
    PasswordReset create(Caller caller, Email email, UnaryOperator<PasswordReset> attributes) {
        return creations.create(caller, email, attributes);
    }

    /** Changes attributes that the client owns. Records no event, because nothing has happened to the customer. */
    PasswordReset update(Caller caller, PasswordReset found, UnaryOperator<PasswordReset> change) {
        return writes.update(caller, resets, found, (reset, now) -> reset.changed(change, now));
    }

    /**
     * Checks a token. Counts a wrong one, and invalidates the reset after the last one allowed. If it
     * is unclear whether a count was committed, it counts again: rather twice than not at all. If the token's key is missing,
     * no token is right, and none is counted, so that the reset can be completed when the key is there again.
     */
    TokenVerdict tryToken(Caller caller, PasswordReset reset, String token) {
        boolean matches = vault.matches(token, reset.keptToken());
        TokenVerdict verdict = reset.token().verdict(matches, clock.instant());
        if (verdict == TokenVerdict.WRONG && vault.hasKeyOf(reset.keptToken())) {
            transactions.write(() -> countWrongToken(caller, reset.id()));
        }
        if (verdict != TokenVerdict.ACCEPTED) {
            securityLog.record(refusal(caller, reset, verdict));
        }
        return verdict;
    }

    private boolean countWrongToken(Caller caller, String id) {
        boolean invalidates = resets.countWrongToken(id, limits.wrongTokens()) == 1 && resets.countWithToken(id) == 0;
        if (invalidates) {
            audit.record(withoutToken(caller, id), clock.instant());
        }
        return invalidates;
    }

    private static SecurityEntry refusal(Caller caller, PasswordReset reset, TokenVerdict verdict) {
        return SecurityEntryBuilder.builder()
                .event(SecurityEvent.RESET_TOKEN_REFUSED)
                .organizationId(caller.organizationId())
                .mode(caller.mode())
                .clientId(caller.clientId())
                .customerId(reset.customerId())
                .address(caller.address())
                .detail("reset " + reset.id() + ": " + verdict.name().toLowerCase(Locale.ROOT))
                .build();
    }

    /**
     * Consumes the token and sets the password in one transaction. Of several requests with the right token, only the first
     * succeeds; the others find the token consumed.
     *
     * @param found the reset whose token was accepted
     * @param token that token
     * @param change the caller's other changes to the reset
     * @param passwordHash computed before, because hashing takes longer than a lock should be held
     */
    PasswordReset complete(
            Caller caller,
            PasswordReset found,
            String token,
            UnaryOperator<PasswordReset> change,
            String passwordHash) {
        AtomicReference<Customer> owner = new AtomicReference<>();
        try {
            PasswordReset completed = consumeToken(caller, found, token, change, passwordHash, owner);
            trusted.trust(caller, owner.get());
            return completed;
        } finally {
            // Also if it fails, because it may have been committed.
            generations.changed(found.customerId());
        }
    }

    private PasswordReset consumeToken(
            Caller caller,
            PasswordReset found,
            String token,
            UnaryOperator<PasswordReset> change,
            String passwordHash,
            AtomicReference<Customer> owner) {
        return writes.recorded(eventId -> {
            Customer customer = customers.lock(found.customerId()).orElseThrow(PasswordResetService::tokenRefused);
            owner.set(customer);
            Instant now = clock.instant();
            PasswordReset locked = lockActive(found, token, now);
            PasswordReset completed = locked.changed(change, now).completed(now);
            resets.update(completed);
            customers.updatePassword(customer.id(), passwordHash, now);
            List<Change> changes = new ArrayList<>(changes(caller, locked, completed, customer));
            changes.addAll(invalidateAll(caller, customer.id(), now));
            audit.record(changes, now);
            events.recordAll(occurrences(caller, customer, found, eventId), now);
            return completed;
        });
    }

    private static List<Change> changes(
            Caller caller, PasswordReset before, PasswordReset completed, Customer customer) {
        return List.of(
                Change.updated(caller, TYPE, before, completed).orElseThrow(),
                Change.ofSecret(caller, CUSTOMERS, customer.id(), Customer.PASSWORD, customer.hasPassword(), true));
    }

    private static List<Events.Occurrence> occurrences(
            Caller caller, Customer customer, PasswordReset completed, String eventId) {
        List<Events.Occurrence> occurrences = new ArrayList<>();
        if (AccountChange.password(customer.hasPassword()).createsPassword()) {
            occurrences.add(Events.Occurrence.of(caller, CUSTOMERS, customer.id(), EventNames.CREATE_PASSWORD));
        }
        occurrences.add(new Events.Occurrence(caller, eventId, TYPE, completed.id(), EventNames.RESET_PASSWORD));
        return occurrences;
    }

    /**
     * The first transaction to lock the reset consumes its token. The others no longer find the accepted token. The token is
     * compared again, because another key may protect it by now.
     */
    private PasswordReset lockActive(PasswordReset found, String token, Instant now) {
        return resets.lock(found.id())
                .filter(reset -> vault.matches(token, reset.keptToken()))
                .filter(reset -> reset.token().isActive(now))
                .orElseThrow(PasswordResetService::tokenRefused);
    }

    private static ApiException tokenRefused() {
        return ApiException.invalid(CompletionRules.refused(TokenVerdict.INVALIDATED));
    }

    void delete(Caller caller, PasswordReset reset) {
        writes.recorded(eventId -> {
            customers.lockShared(reset.customerId());
            Instant now = clock.instant();
            resets.remove(caller, reset.id());
            audit.record(Change.deleted(caller, TYPE, reset.id()), now);
            events.record(caller, eventId, TYPE, reset.id(), EventNames.DESTROY, now);
            return null;
        });
    }

    @Override
    public void invalidate(Caller caller, String customerId, Instant now) {
        audit.record(invalidateAll(caller, customerId, now), now);
    }

    private List<Change> invalidateAll(Caller caller, String customerId, Instant now) {
        List<String> active = resets.idsOfActive(customerId);
        if (!active.isEmpty()) {
            resets.invalidate(active, now);
        }
        return active.stream().map(id -> withoutToken(caller, id)).toList();
    }

    private static Change withoutToken(Caller caller, String id) {
        return Change.ofSecret(caller, TYPE, id, PasswordReset.TOKEN, true, false);
    }

    @Override
    public void delete(Caller caller, String customerId, Instant now) {
        List<String> all = resets.idsOfCustomer(customerId);
        if (!all.isEmpty()) {
            resets.removeAll(caller, all);
            audit.record(
                    all.stream().map(id -> Change.deleted(caller, TYPE, id)).toList(), now);
            events.recordAll(caller, TYPE, all, EventNames.DESTROY, now);
        }
    }
}
