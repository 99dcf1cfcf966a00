package org.passwordresets.stub;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.Callers;
import org.passwordresets.auth.RateLimitStatus;
import org.passwordresets.generated.model.Mode;

/** Any token will do in the stub; whoever sends one is an integration. */
@Singleton
final class AnyToken implements Callers {
    private static final Caller ANYBODY =
            new Caller("xRRkjDFafe", Mode.TEST, ApplicationKind.INTEGRATION, "anybody", false, Instant.MAX);
    /** What the server says after the first request of a client in test mode; here nobody is ever turned away. */
    private static final RateLimitStatus ALWAYS = new RateLimitStatus(25, Duration.ofSeconds(10), 24, Duration.ZERO);

    @Override
    public Optional<Caller> verify(String token) {
        return token.isEmpty() ? Optional.empty() : Optional.of(ANYBODY);
    }

    @Override
    public boolean allows(Caller caller, String operationId) {
        return true;
    }

    @Override
    public boolean allowsIncluding(Caller caller) {
        return true;
    }

    @Override
    public RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request) {
        return ALWAYS;
    }
}
