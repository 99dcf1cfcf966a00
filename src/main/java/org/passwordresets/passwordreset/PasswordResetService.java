package org.passwordresets.passwordreset;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Violation;
import org.passwordresets.customer.Customer;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.customer.CustomerResets;
import org.passwordresets.database.Transactions;
import org.passwordresets.error.ApiException;
import org.passwordresets.event.Events;
import org.passwordresets.generated.model.CustomerPasswordResetResource;
import org.passwordresets.generated.model.CustomerResource;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.policy.AccountChange;
import org.passwordresets.policy.CompletionRules;
import org.passwordresets.policy.EventNames;
import org.passwordresets.policy.PasswordResetConfiguration;
import org.passwordresets.policy.TokenVerdict;
import org.passwordresets.resource.Identifier;
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

    private final PasswordResetRepository resets;
    private final CustomerRepository customers;
    private final Events events;
    private final ResetTokenVault vault;
    private final PasswordResetConfiguration limits;
    private final Transactions transactions;
    private final Writes writes;
    private final Clock clock;

    PasswordResetService(
            PasswordResetRepository resets,
            CustomerRepository customers,
            Events events,
            ResetTokenVault vault,
            PasswordResetConfiguration limits,
            Transactions transactions,
            Writes writes,
            Clock clock) {
        this.resets = resets;
        this.customers = customers;
        this.events = events;
        this.vault = vault;
        this.limits = limits;
        this.transactions = transactions;
        this.writes = writes;
        this.clock = clock;
    }

    /** Creates a reset, unless the customer has been deleted or has changed the email address since it was read. */
    PasswordReset create(Caller caller, Customer found, UnaryOperator<PasswordReset> attributes) {
        String id = Identifier.random();
        ResetTokenVault.Kept token = vault.keep(ResetToken.random(), id);
        return writes.recorded(eventId -> {
            Customer customer = customers
                    .lockShared(found.id())
                    .filter(found::hasSameAddress)
                    .orElseThrow(PasswordResetService::customerNotFound);
            Instant now = clock.instant();
            PasswordReset reset = attributes.apply(PasswordReset.of(id, customer, token, limits.expiry(now), now));
            resets.add(caller, reset);
            events.record(caller, eventId, TYPE, id, EventNames.CREATE, now);
            return reset;
        });
    }

    private static ApiException customerNotFound() {
        return ApiException.invalid(Violation.of("customer_email", ValidationCode.NOT_FOUND));
    }

    /** Changes attributes that the client owns. Records no event, because nothing has happened to the customer. */
    PasswordReset update(PasswordReset found, UnaryOperator<PasswordReset> change) {
        return writes.update(resets, found, (reset, now) -> reset.changed(change, now));
    }

    /**
     * Checks a token. Counts a wrong one, and invalidates the reset after the last one allowed. If it
     * is unclear whether a count was committed, it counts again: rather twice than not at all.
     */
    TokenVerdict tryToken(PasswordReset reset, String token) {
        boolean matches = reset.tokenMac() != null && vault.matches(token, reset.tokenMac());
        TokenVerdict verdict = reset.token().verdict(matches, clock.instant());
        if (verdict == TokenVerdict.WRONG) {
            transactions.write(() -> resets.countWrongToken(reset.id(), limits.wrongTokens()));
        }
        return verdict;
    }

    /**
     * Consumes the token and sets the password in one transaction. Of several requests with the right token, only the first
     * succeeds; the others find the token consumed.
     *
     * @param found the reset whose token was accepted
     * @param change the caller's other changes to the reset
     * @param passwordHash computed before, because hashing takes longer than a lock should be held
     */
    PasswordReset complete(
            Caller caller, PasswordReset found, UnaryOperator<PasswordReset> change, String passwordHash) {
        return writes.recorded(eventId -> {
            Customer customer = customers.lock(found.customerId()).orElseThrow(PasswordResetService::tokenRefused);
            Instant now = clock.instant();
            PasswordReset completed =
                    lockActive(found, now).changed(change, now).completed(now);
            resets.update(completed);
            customers.updatePassword(customer.id(), passwordHash, now);
            invalidate(customer.id(), now);
            if (AccountChange.password(customer.hasPassword()).createsPassword()) {
                events.record(caller, CUSTOMERS, customer.id(), EventNames.CREATE_PASSWORD, now);
            }
            events.record(caller, eventId, TYPE, found.id(), EventNames.RESET_PASSWORD, now);
            return completed;
        });
    }

    /** The first transaction to lock the reset consumes its token. The others no longer find the accepted token. */
    private PasswordReset lockActive(PasswordReset found, Instant now) {
        return resets.lock(found.id())
                .filter(reset -> Arrays.equals(reset.tokenMac(), found.tokenMac()))
                .filter(reset -> reset.token().isActive(now))
                .orElseThrow(PasswordResetService::tokenRefused);
    }

    private static ApiException tokenRefused() {
        return ApiException.invalid(CompletionRules.refused(TokenVerdict.INVALIDATED));
    }

    void delete(Caller caller, PasswordReset reset) {
        writes.recorded(eventId -> {
            customers.lockShared(reset.customerId());
            resets.remove(caller, reset.id());
            events.record(caller, eventId, TYPE, reset.id(), EventNames.DESTROY, clock.instant());
            return null;
        });
    }

    @Override
    public void invalidate(String customerId, Instant now) {
        List<String> active = resets.idsOfActive(customerId);
        if (!active.isEmpty()) {
            resets.invalidate(active, now);
        }
    }

    @Override
    public void delete(Caller caller, String customerId, Instant now) {
        List<String> all = resets.idsOfCustomer(customerId);
        if (!all.isEmpty()) {
            resets.removeAll(caller, all);
            events.recordAll(caller, TYPE, all, EventNames.DESTROY, now);
        }
    }
}
