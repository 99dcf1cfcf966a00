package org.passwordresets.oauth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import org.passwordresets.error.OAuthProblem;

/** Ends a request to {@code /oauth} with an error response. */
final class OAuthException extends RuntimeException {
    private final OAuthProblem problem;
    private final @Nullable Long retryAfterSeconds;

    OAuthException(OAuthProblem problem) {
        this(problem, problem.detail());
    }

    OAuthException(OAuthProblem problem, String detail) {
        this(problem, detail, null);
    }

    private OAuthException(OAuthProblem problem, String detail, @Nullable Long retryAfterSeconds) {
        // Without a stack trace: this is a response, not a fault.
        super(detail, null, false, false);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** After too many failed attempts to sign in. */
    static OAuthException tooManyAttempts(long retryAfterSeconds) {
        return new OAuthException(
                OAuthProblem.TOO_MANY_REQUESTS,
                "Too many attempts to sign in have failed. Wait for the number of seconds in the Retry-After header.",
                retryAfterSeconds);
    }

    OAuthProblem problem() {
        return problem;
    }

    /** The error response. */
    MutableHttpResponse<?> response() {
        MutableHttpResponse<?> response = problem.response(getMessage());
        return retryAfterSeconds == null
                ? response
                : response.header(HttpHeaders.RETRY_AFTER, retryAfterSeconds.toString());
    }
}
