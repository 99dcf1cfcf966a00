package org.passwordresets.limit;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Limits the requests for a password reset of one customer. They count before the customer is looked up, so that a refusal
 * does not reveal whether an address has a customer.
 */
@Singleton
public final class ResetLimits {
    private final RateLimitConfiguration configuration;
    private final Counts counts;

    ResetLimits(RateLimitConfiguration configuration, @Nullable SharedCounts shared, LocalCounts local) {
        this.configuration = configuration;
        this.counts = new Counts(shared, local);
    }

    /** Counts a request. The result is the exceeded limit; empty if the request is allowed. */
    public Optional<RateLimitStatus> take(Account account) {
        if (!configuration.enabled() || configuration.resets() == 0) {
            return Optional.empty();
        }
        Window window = new Window("reset " + account.digest(), configuration.resets(), configuration.resetsInterval());
        return Optional.of(counts.take(1, 1, window).join()[0]).filter(RateLimitStatus::isRefused);
    }
}
