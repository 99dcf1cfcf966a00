package org.passwordresets.pact;

import au.com.dius.pact.core.matchers.BodyMismatch;
import au.com.dius.pact.core.matchers.BodyTypeMismatch;
import au.com.dius.pact.core.matchers.HeaderMismatch;
import au.com.dius.pact.core.matchers.Mismatch;
import au.com.dius.pact.core.matchers.StatusMismatch;
import au.com.dius.pact.provider.ProviderResponse;
import au.com.dius.pact.provider.VerificationFailureType;
import au.com.dius.pact.provider.VerificationResult;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Nullable;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** What Pact has found, a line for each: where, what was expected, and what came. */
final class Mismatches {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How Pact puts it, which names first what came. */
    private static final Pattern EXPECTATION =
            Pattern.compile("^Expected (.+?) to ((?:be|match|have|include) .+)$", Pattern.DOTALL);

    private Mismatches() {}

    /** The status first, as it explains the rest. */
    static List<String> reasons(List<VerificationResult.Failed> results, @Nullable ProviderResponse response) {
        return results.stream()
                .flatMap(result -> result.getFailures().values().stream())
                .flatMap(List::stream)
                .map(failure -> reason(failure, response))
                .sorted(Comparator.comparing(reason -> !reason.startsWith("status")))
                .distinct()
                .toList();
    }

    private static String reason(VerificationFailureType failure, @Nullable ProviderResponse response) {
        if (failure instanceof VerificationFailureType.MismatchFailure mismatch) {
            return reason(mismatch.getMismatch(), response);
        }
        return failure.getException() instanceof PatternSyntaxException pattern
                ? MatchingRules.unknown(pattern)
                : failure.description();
    }

    private static String reason(Mismatch mismatch, @Nullable ProviderResponse response) {
        if (mismatch instanceof StatusMismatch status) {
            return "status: expected %s, got %d%s"
                    .formatted(status.getExpected(), status.getActual(), errors(response));
        }
        if (mismatch instanceof HeaderMismatch header) {
            return "header %s: expected %s, got %s"
                    .formatted(
                            header.getHeaderKey(),
                            header.getExpected(),
                            header.getActual().isEmpty() ? "none" : header.getActual());
        }
        if (mismatch instanceof BodyTypeMismatch type) {
            return "Content-Type: expected %s, got %s; the body was not compared"
                    .formatted(type.getExpected(), type.getActual());
        }
        if (mismatch instanceof BodyMismatch body) {
            return body.getPath() + ": "
                    + EXPECTATION.matcher(body.getMismatch()).replaceFirst("expected to $2, got $1");
        }
        return mismatch.description();
    }

    /** The errors of the response, which say why it has another status. */
    private static String errors(@Nullable ProviderResponse response) {
        if (response == null
                || response.getBody() == null
                || !response.getBody().isPresent()) {
            return "";
        }
        try {
            return JSON.readTree(response.getBody().valueAsString())
                    .path("errors")
                    .valueStream()
                    .map(error -> " " + error.path("code").asText() + " "
                            + error.at("/source/pointer").asText()
                            + error.at("/source/parameter").asText()
                            + error.at("/meta/error")
                                    .asText(error.path("detail").asText())
                                    .replaceFirst("^", " "))
                    .collect(Collectors.joining(","));
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
