package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.stream.IntStream;
import org.passwordresets.contract.Violation;
import org.passwordresets.error.Problem;

/**
 * One error that a consumer expects, as far as it looks at it.
 *
 * @param code null where the consumer leaves it open, as the others are
 * @param pointer which value was refused
 * @param reason why it was, as {@code meta.error} says
 * @param count of {@code too_short} and {@code too_long}
 */
record ExpectedError(
        @Nullable String code,
        @Nullable String pointer,
        @Nullable String reason,
        @Nullable String count) {
    /** None where the consumer looks at the status alone. */
    static List<ExpectedError> all(Interaction.Response response) {
        return IntStream.range(0, response.body().path("errors").size())
                .mapToObj(index -> "/errors/" + index)
                .map(error -> new ExpectedError(
                        text(response, error + "/code"),
                        text(response, error + "/source/pointer"),
                        text(response, error + "/meta/error"),
                        text(response, error + "/meta/count")))
                .toList();
    }

    @Nullable
    private static String text(Interaction.Response response, String place) {
        JsonNode value = response.body().at(place);
        return value.isMissingNode() || new MatchingRules(response.body(), response.rules()).isExample(place)
                ? null
                : value.asText();
    }

    /** Whether a response with the errors of that problem would do. */
    static boolean areOf(Problem problem, List<ExpectedError> errors) {
        return errors.isEmpty()
                || (problem instanceof Problem.Invalid invalid
                        ? invalid.violations().stream().allMatch(violation -> errors.stream()
                                .anyMatch(error -> error.isOf(problem, violation)))
                        : errors.stream().anyMatch(error -> error.isOf(problem)));
    }

    private boolean isOf(Problem problem) {
        return code == null || code.equals(problem.code().text());
    }

    private boolean isOf(Problem problem, Violation violation) {
        return isOf(problem)
                && (pointer == null || pointer.equals(violation.pointer()))
                && (reason == null || reason.equals(violation.code().text()))
                && (count == null
                        || violation.count() == null
                        || count.equals(violation.count().toString()));
    }
}
