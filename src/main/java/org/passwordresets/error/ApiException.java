package org.passwordresets.error;

import java.util.List;
import org.passwordresets.contract.Violation;

/** Ends a request with an error response. */
public final class ApiException extends RuntimeException {
    private final transient Problem problem;

    /** Ends the request with this problem. */
    public ApiException(Problem problem) {
        // Without a stack trace: this is a response, not a fault.
        super(problem.getClass().getSimpleName(), null, false, false);
        this.problem = problem;
    }

    /** No such record in the caller's organization and mode. */
    public static ApiException notFound(String type, String id) {
        return new ApiException(new Problem.RecordNotFound(type, id));
    }

    /** A value breaks a rule. */
    public static ApiException invalid(Violation violation) {
        return new ApiException(new Problem.Invalid(List.of(violation)));
    }

    /** The problem to respond with. */
    public Problem problem() {
        return problem;
    }
}
