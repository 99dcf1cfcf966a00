package org.passwordresets.stub;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.passwordresets.auth.Allowance;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.Callers;
import org.passwordresets.contract.generated.Mode;

/** Any token will do in the stub; whoever sends one is an integration. */
@Singleton
final class AnyToken implements Callers {
    private static final Caller ANYBODY =
            new Caller("xRRkjDFafe", Mode.TEST, ApplicationKind.INTEGRATION, "anybody", Instant.MAX);

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
    @Nullable
    public Allowance take(Caller caller, String operationId) {
        return null;
    }
}
