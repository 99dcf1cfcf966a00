package org.passwordresets.oauth;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.passwordresets.error.Outage;
import org.passwordresets.error.Problem;

/** The response to a token that cannot be verified, because the outside issuer's keys are not there in time. */
@Singleton
@Requires(property = OutsideIssuerConfiguration.JWKS_URL)
final class IssuerOutages implements Outage.Source {
    @Override
    public Optional<Outage> outage(Throwable failure) {
        return failure instanceof IssuerUnavailableException unavailable
                ? Optional.of(new Outage(new Problem.IssuerUnavailable(), unavailable.getMessage()))
                : Optional.empty();
    }
}
