package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.Callers;
import org.passwordresets.auth.RateLimitStatus;
import org.passwordresets.contract.Contract;
import org.passwordresets.document.ApiConfiguration;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.query.QueryReader;

/** What the contract says of a request before any record is looked at: the server's own checks, without a server. */
public final class RequestVerdict {
    private static final long LARGEST_BODY = 1_048_576;

    private final RequestChecks checks;

    public RequestVerdict(Contract contract) {
        checks = new RequestChecks(
                contract,
                new Anybody(),
                new DocumentReader(contract),
                new QueryReader(contract),
                new ApiConfiguration(null, null, LARGEST_BODY));
    }

    /** Why it would be refused, whoever sends it; empty where only the server's state decides. */
    public Optional<Problem> problem(HttpRequest<?> request, @Nullable byte[] body) {
        return checks.problem(request, body);
    }

    /** Whose tokens are good, and who may do what, the contract does not say. */
    private static final class Anybody implements Callers {
        @Override
        public Optional<Caller> verify(String token) {
            return Optional.of(new Caller("", Mode.TEST, ApplicationKind.INTEGRATION, "", false, Instant.MAX));
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
        public RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request) {
            return null;
        }
    }
}
