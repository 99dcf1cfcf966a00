package org.passwordresets.limit;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits requests that concern one customer. They count before the customer or the address is looked up, so that a refusal does
 * not reveal whether an address has a customer.
 */
@Singleton
public final class CustomerLimits {
    private final RateLimitConfiguration configuration;
    private final Counts counts;

    CustomerLimits(RateLimitConfiguration configuration, @Nullable SharedCounts shared, LocalCounts local) {
        this.configuration = configuration;
        this.counts = new Counts(shared, local);
    }

    /** Counts a request for a password reset. The result is the exceeded limit; empty if the request is allowed. */
    public Optional<RateLimitStatus> takeReset(Account account) {
        return take("reset " + account.digest(), configuration.resets(), configuration.resetsInterval());
    }

    /**
     * Counts a signed-in customer's attempt to change their email address, because each attempt reveals whether an address has a
     * customer. The result is the exceeded limit; empty if the attempt is allowed.
     */
    public Optional<RateLimitStatus> takeEmailChange(String customerId) {
        return take("email " + customerId, configuration.emailChanges(), configuration.emailChangesInterval());
    }

    private Optional<RateLimitStatus> take(String key, int limit, Duration interval) {
        if (!configuration.enabled() || limit == 0) {
            return Optional.empty();
        }
        return Optional.of(counts.take(1, 1, new Window(key, limit, interval)).join()[0])
                .filter(RateLimitStatus::isRefused);
    }
}
