package org.passwordresets.error;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Violation;
import org.passwordresets.generated.model.ApiError;
import org.passwordresets.generated.model.ErrorCode;
import org.passwordresets.generated.model.ErrorDocument;
import org.passwordresets.generated.model.ErrorMeta;
import org.passwordresets.generated.model.ErrorSource;

/** The one place where a problem becomes an error document. */
public final class ErrorDocuments {
    private ErrorDocuments() {}

    /** @param operation whose examples explain what it refuses; null where none has been found yet */
    public static ErrorDocument of(Problem problem, String traceId, @Nullable Operation operation) {
        return new ErrorDocument(
                problem instanceof Problem.Invalid invalid
                        ? invalid.violations().stream()
                                .map(violation -> error(violation, traceId, operation))
                                .toList()
                        : List.of(error(problem, traceId)));
    }

    private static ApiError error(Problem problem, String traceId) {
        return error(
                problem.code(),
                problem.code().title(),
                problem.detail(),
                problem.source(),
                new ErrorMeta(traceId, null, null, null));
    }

    private static ApiError error(Violation violation, String traceId, @Nullable Operation operation) {
        return error(
                ErrorCode.VALIDATION_ERROR,
                violation.code().title(),
                operation == null
                        ? detail(violation)
                        : operation.explanation(violation).orElseGet(() -> detail(violation)),
                new ErrorSource(violation.pointer(), null, null),
                new ErrorMeta(traceId, violation.code(), violation.count(), violation.value()));
    }

    private static String detail(Violation violation) {
        String place = violation.pointer().substring(violation.pointer().lastIndexOf('/') + 1);
        String limit = violation.count() == null ? "" : " (the limit is " + violation.count() + ")";
        return place + " " + violation.code().title() + limit + ".";
    }

    private static ApiError error(
            ErrorCode code, String title, String detail, @Nullable ErrorSource source, ErrorMeta meta) {
        return new ApiError(title, detail, code, Integer.toString(code.status()), source, meta);
    }
}
