package org.passwordresets.stub;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.Callers;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.limit.RateLimitStatus;

/**
 * Accepts any token but {@code invalid}. It stands for an integration, unless it is the name of another kind, such as
 * {@code sales_channel}.
 */
@Singleton
final class AnyToken implements Callers {
    private static final Map<String, Caller> BY_KIND = Stream.of(ApplicationKind.values())
            .collect(Collectors.toUnmodifiableMap(
                    ApplicationKind::text,
                    kind -> new Caller("xRRkjDFafe", Mode.TEST, kind, "anybody", false, Instant.MAX)));

    private static final String INVALID = "invalid";
    private static final Caller INTEGRATION = BY_KIND.get(ApplicationKind.INTEGRATION.text());
    /** The status after the first request of a client in test mode. The stub never limits requests. */
    private static final RateLimitStatus ALWAYS = new RateLimitStatus(25, Duration.ofSeconds(10), 24, Duration.ZERO);

    @Override
    public Optional<Caller> verify(String token) {
        return token.isEmpty() || token.equals(INVALID)
                ? Optional.empty()
                : Optional.of(BY_KIND.getOrDefault(token, INTEGRATION));
    }

    @Override
    public RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request) {
        return ALWAYS;
    }
}
