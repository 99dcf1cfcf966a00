package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.Caller;
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
        this(contract, ApplicationKind.INTEGRATION);
    }

    /** @param kind of the application that sends the requests */
    RequestVerdict(Contract contract, ApplicationKind kind) {
        checks =
                new RequestChecks(contract, new Anybody(kind), new DocumentReader(contract), new QueryReader(contract));
    }

    /** Why it would be refused, whoever sends it; empty where only the server's state decides. */
    public Optional<Problem> problem(HttpRequest<?> request, @Nullable byte[] body) {
        return checks.problem(request, body);
    }

    /** The contract does not say whose tokens are valid. */
    private record Anybody(ApplicationKind kind) implements Callers {
        @Override
        public Optional<Caller> verify(String token) {
            return Optional.of(new Caller("", Mode.TEST, kind, "", false, Instant.MAX));
        }

        @Override
        @Nullable
        public RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request) {
            return null;
        }
    }
}
