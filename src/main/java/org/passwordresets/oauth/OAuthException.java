package org.passwordresets.oauth;

import org.passwordresets.error.OAuthProblem;

/** Ends a request to {@code /oauth} with an error response. */
final class OAuthException extends RuntimeException {
    private final OAuthProblem problem;

    OAuthException(OAuthProblem problem) {
        this(problem, problem.detail());
    }

    OAuthException(OAuthProblem problem, String detail) {
        // Without a stack trace: this is a response, not a fault.
        super(detail, null, false, false);
        this.problem = problem;
    }

    OAuthProblem problem() {
        return problem;
    }
}
