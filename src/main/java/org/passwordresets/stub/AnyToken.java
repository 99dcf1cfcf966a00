package org.passwordresets.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.CallerKind;
import org.passwordresets.auth.Callers;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.limit.RateLimitStatus;

/**
 * Accepts any token but {@code invalid}. It stands for an integration, unless it is the name of another kind in the contract,
 * such as {@code sales_channel}. {@code customer} has signed in as the customer of the examples, and {@code customer.} with an
 * id as another. An access token, such as those of the examples, stands for whom it was issued to; its signature does not count.
 */
@Singleton
final class AnyToken implements Callers {
    private static final String OF_CUSTOMER = CallerKind.CUSTOMER.text() + ".";
    private static final String CUSTOMER_OF_EXAMPLES = "YDWxVhZKjb";

    private static final Map<String, Caller> BY_KIND = Stream.of(CallerKind.values())
            .collect(Collectors.toUnmodifiableMap(CallerKind::text, kind -> caller(kind, CUSTOMER_OF_EXAMPLES)));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INVALID = "invalid";
    private static final Caller INTEGRATION = BY_KIND.get(CallerKind.INTEGRATION.text());
    /** The status after the first request of a client in test mode. The stub never limits requests. */
    private static final RateLimitStatus ALWAYS = new RateLimitStatus(25, Duration.ofSeconds(10), 24, Duration.ZERO);

    private static Caller caller(CallerKind kind, String customerId) {
        return new Caller(
                "xRRkjDFafe",
                Mode.TEST,
                kind.application(),
                "anybody",
                false,
                Instant.MAX,
                kind == CallerKind.CUSTOMER ? new Caller.Owner(customerId, null) : null,
                kind.role());
    }

    @Override
    public Optional<Caller> verify(String token, HttpRequest<?> request) {
        if (token.isEmpty() || token.equals(INVALID)) {
            return Optional.empty();
        }
        String name = name(token);
        return Optional.of(
                name.startsWith(OF_CUSTOMER)
                        ? caller(CallerKind.CUSTOMER, name.substring(OF_CUSTOMER.length()))
                        : BY_KIND.getOrDefault(name, INTEGRATION));
    }

    /** The name that stands for the same caller as an access token; any other token is a name itself. */
    private static String name(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return token;
        }
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            String owner = claims.at("/owner/id").asText();
            return owner.isEmpty() ? claims.at("/application/kind").asText() : OF_CUSTOMER + owner;
        } catch (IllegalArgumentException | IOException e) {
            return token;
        }
    }

    @Override
    public CompletableFuture<Boolean> hasAccess(Caller caller) {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletionStage<Optional<HttpResponse<?>>> take(
            Caller caller, String operationId, HttpRequest<?> request, Consumer<RateLimitStatus> then) {
        then.accept(ALWAYS);
        return null;
    }
}
