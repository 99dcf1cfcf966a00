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

/** Converts problems to error documents. */
public final class ErrorDocuments {
    private ErrorDocuments() {}

    /** @param operation the operation whose examples explain violations; null if none has been found yet */
    public static ErrorDocument of(Problem problem, String traceId, @Nullable Operation operation) {
        return ErrorDocument.builder()
                .errors(
                        problem instanceof Problem.Invalid invalid
                                ? invalid.violations().stream()
                                        .map(violation -> error(violation, traceId, operation))
                                        .toList()
                                : List.of(error(problem, traceId)))
                .build();
    }

    private static ApiError error(Problem problem, String traceId) {
        return error(problem.code())
                .title(problem.code().title())
                .detail(problem.detail())
                .source(problem.source())
                .meta(ErrorMeta.builder().traceId(traceId).build())
                .build();
    }

    private static ApiError error(Violation violation, String traceId, @Nullable Operation operation) {
        return error(ErrorCode.VALIDATION_ERROR)
                .title(violation.code().title())
                .detail(
                        operation == null
                                ? detail(violation)
                                : operation.explanation(violation).orElseGet(() -> detail(violation)))
                .source(ErrorSource.builder().pointer(violation.pointer()).build())
                .meta(ErrorMeta.builder()
                        .traceId(traceId)
                        .error(violation.code())
                        .count(violation.count())
                        .value(violation.value())
                        .build())
                .build();
    }

    private static ApiError.Builder error(ErrorCode code) {
        return ApiError.builder().code(code).status(Integer.toString(code.status()));
    }

    private static String detail(Violation violation) {
        String limit = violation.count() == null ? "" : " (the limit is " + violation.count() + ")";
        String choice = violation.allowed().isEmpty()
                ? ""
                : " Send one of these: " + String.join(", ", violation.allowed()) + ".";
        return violation.place() + " " + violation.code().title() + limit + "." + choice;
    }
}
