package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.CallerKind;
import org.passwordresets.auth.Callers;
import org.passwordresets.contract.Contract;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.limit.RateLimitStatus;
import org.passwordresets.query.QueryReader;

/** What the contract says of a request before any record is looked at: the server's own checks, without a server. */
public final class RequestVerdict {
    private final RequestChecks checks;

    public RequestVerdict(Contract contract) {
        this(contract, CallerKind.INTEGRATION);
    }

    /** @param kind of the caller that sends the requests */
    RequestVerdict(Contract contract, CallerKind kind) {
        checks =
                new RequestChecks(contract, new Anybody(kind), new DocumentReader(contract), new QueryReader(contract));
    }

    /** Why it would be refused, whoever sends it; empty where only the server's state decides. */
    public Optional<Problem> problem(HttpRequest<?> request, @Nullable byte[] body) {
        return checks.problem(request, body);
    }

    /** The contract does not say whose tokens are valid. */
    private record Anybody(CallerKind kind) implements Callers {
        @Override
        public Optional<Caller> verify(String token, HttpRequest<?> request) {
            Caller.Owner owner = kind == CallerKind.CUSTOMER ? new Caller.Owner("xYZkjABcde", null) : null;
            return Optional.of(
                    new Caller("", Mode.TEST, kind.application(), "", false, Instant.MAX, owner, kind.role()));
        }

        @Override
        public CompletableFuture<Boolean> hasAccess(Caller caller) {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        @Nullable
        public CompletionStage<Optional<HttpResponse<?>>> take(
                Caller caller, String operationId, HttpRequest<?> request, Consumer<RateLimitStatus> then) {
            then.accept(null);
            return null;
        }
    }
}
