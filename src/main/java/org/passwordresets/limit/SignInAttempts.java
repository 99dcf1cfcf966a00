package org.passwordresets.limit;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Limits the failed attempts to sign in, so that nobody can guess a password and nobody can lock a customer out:
 *
 * <ul>
 *   <li>From one IP address, an account has a few failures. After that, no password is verified.
 *   <li>When an account has too many failures from all IP addresses, or an IP address too many for all accounts, sign-in is
 *       restricted: the right password still works from an IP address that the customer has signed in from before. In a
 *       restricted account, the first attempt from any other IP address works too.
 * </ul>
 *
 * <p>An attempt counts before the password is verified, so that parallel attempts cannot exceed a limit, and no longer counts
 * once it succeeds. An account without a customer is counted in the same way. In a restricted sign-in, a wrong password and a
 * right one that is refused have the same response after the same time.
 */
@Singleton
public final class SignInAttempts {
    private static final int NEEDED = 1;
    private static final int COUNTED = 3;

    private final SignInConfiguration limits;
    private final boolean enabled;
    private final Counts counts;
    private final Counts known;

    SignInAttempts(
            SignInConfiguration limits,
            RateLimitConfiguration configuration,
            @Nullable SharedCounts shared,
            LocalCounts failures,
            LocalCounts signIns) {
        this.limits = limits;
        this.enabled = configuration.enabled();
        this.counts = new Counts(shared, failures);
        this.known = new Counts(shared, signIns);
    }

    /**
     * Verifies a password unless there were too many failures.
     *
     * @param address the IP address that limits are counted by
     * @param verification the customer, or whatever the right password gives access to; empty if the password is wrong. It
     *     must take the same time for an account without a customer
     * @throws Refused if there were too many failures
     */
    public <T> Optional<T> attempt(Account account, String address, Supplier<Optional<T>> verification) {
        if (!enabled) {
            return verification.get();
        }
        Attempt attempt = new Attempt(account, address);
        Optional<T> verified;
        try {
            verified = verification.get();
        } catch (RuntimeException e) {
            attempt.giveBack();
            throw e;
        }
        return attempt.ended(verified);
    }

    /** Remembers that the customer uses this IP address, for example because a reset was completed from it. */
    public void trust(Account account, String address) {
        if (enabled) {
            String pair = pair(account, address);
            counts.forget(failures("pair " + pair, limits.accountAndAddress()));
            Window signIns = signIns(pair);
            known.forget(signIns);
            known.take(1, 1, signIns);
        }
    }

    private static String pair(Account account, String address) {
        return account.digest() + " " + address;
    }

    private Window failures(String key, int limit) {
        return new Window(key, limit, limits.interval());
    }

    /** It is full once the customer has signed in. */
    private Window signIns(String pair) {
        return new Window("signed in " + pair, 1, limits.knownAddress());
    }

    /** There were too many failed attempts. This does not reveal whether the password was right. */
    public static final class Refused extends RuntimeException {
        private final transient RateLimitStatus status;

        Refused(RateLimitStatus status) {
            // Without a stack trace: this is a response, not a fault.
            super("Too many failed attempts to sign in", null, false, false);
            this.status = status;
        }

        /** The exceeded limit, and the time until the next attempt. */
        public RateLimitStatus status() {
            return status;
        }
    }

    private final class Attempt {
        private final Account account;
        private final String address;
        private final boolean isKnown;
        private final List<Window> counted = new ArrayList<>();
        private final Optional<RateLimitStatus> restriction;

        Attempt(Account account, String address) {
            this.account = account;
            this.address = address;
            String pair = pair(account, address);
            Window[] windows = {
                failures("pair " + pair, limits.accountAndAddress()),
                failures("address " + address, limits.address()),
                failures("account " + account.digest(), limits.account())
            };
            // Both at once, so that Redis costs one round trip.
            CompletableFuture<RateLimitStatus[]> signedIn = known.take(0, 0, signIns(pair));
            RateLimitStatus[] left = counts.take(NEEDED, COUNTED, windows).join();
            if (left[0].isRefused()) {
                throw new Refused(left[0]);
            }
            for (int i = 0; i < windows.length; i++) {
                if (!left[i].isRefused()) {
                    counted.add(windows[i]);
                }
            }
            boolean isFirst = left[0].remaining() == left[0].limit() - 1;
            this.isKnown = signedIn.join()[0].isRefused();
            this.restriction = left[1].isRefused()
                    ? Optional.of(left[1])
                    : Optional.of(left[2]).filter(status -> status.isRefused() && !isFirst);
        }

        <T> Optional<T> ended(Optional<T> verified) {
            if (verified.isPresent() && (isKnown || restriction.isEmpty())) {
                giveBack();
                trust(account, address);
                return verified;
            }
            restriction.ifPresent(status -> {
                throw new Refused(status);
            });
            return Optional.empty();
        }

        void giveBack() {
            counts.giveBack(counted);
        }
    }
}
