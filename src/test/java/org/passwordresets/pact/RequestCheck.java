package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.uri.UriBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Violation;
import org.passwordresets.jsonapi.Problem;
import org.passwordresets.jsonapi.RequestVerdict;
import org.passwordresets.pact.PactCheck.Departure;

/**
 * Whether the contract takes a request. One that does not fit must expect just the failure that this is; one that fits must
 * not expect a failure that only requests that do not fit have.
 */
final class RequestCheck {
    /** What OpenAPI itself has places for. */
    private static final Set<String> COMMON_HEADERS = Set.of("accept", "authorization", "content-type");
    /** Statuses for which the request alone is to blame, neither the caller nor what is stored. */
    private static final Set<Integer> BLAME = Set.of(400, 403, 405, 406, 409, 413, 415);

    private final RequestVerdict verdict;

    RequestCheck(Contract contract) {
        this.verdict = new RequestVerdict(contract);
    }

    Stream<Departure> departures(Interaction interaction, Operation operation) {
        Interaction.Response response = interaction.response();
        Optional<Departure> refusal = problem(interaction.request())
                .map(problem -> isExpected(problem, response) ? null : text(problem))
                .map(reason -> Departure.at(operation, "", "the contract refuses the request: " + reason));
        return Stream.concat(
                Stream.concat(headers(interaction.request(), operation), refusal.stream()),
                blame(interaction, operation));
    }

    private Optional<Problem> problem(Interaction.Request sent) {
        UriBuilder address = UriBuilder.of(sent.path());
        sent.query().forEach((name, values) -> address.queryParam(name, values.toArray()));
        MutableHttpRequest<?> request = HttpRequest.create(HttpMethod.parse(sent.method()), address.toString());
        sent.headers().forEach(request::header);
        JsonNode body = sent.body();
        return verdict.problem(
                request, body.isMissingNode() ? null : body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isExpected(Problem problem, Interaction.Response response) {
        if (problem.code().status() != response.status()) {
            return false;
        }
        JsonNode errors = response.body().path("errors");
        return problem instanceof Problem.Invalid invalid
                ? invalid.violations().stream().allMatch(violation -> isExpected(violation, errors))
                : errors.findValuesAsText("code").contains(problem.code().text());
    }

    private static boolean isExpected(Violation violation, JsonNode errors) {
        return errors.valueStream()
                .anyMatch(error -> error.at("/source/pointer").asText().equals(violation.pointer())
                        && error.at("/meta/error")
                                .asText()
                                .equals(violation.code().text())
                        && (violation.count() == null
                                || error.at("/meta/count").asInt(violation.count()) == violation.count()));
    }

    private static String text(Problem problem) {
        return problem instanceof Problem.Invalid invalid
                ? invalid.violations().stream()
                        .map(violation ->
                                violation.pointer() + " " + violation.code().text())
                        .collect(Collectors.joining(", "))
                : problem.code() + ": " + problem.detail();
    }

    private static Stream<Departure> headers(Interaction.Request request, Operation operation) {
        return request.headers().keySet().stream()
                .filter(name -> !COMMON_HEADERS.contains(name.toLowerCase(Locale.ROOT)))
                .filter(name -> operation
                        .definition()
                        .path("parameters")
                        .valueStream()
                        .noneMatch(parameter -> parameter.path("in").asText().equals("header")
                                && parameter.path("name").asText().equalsIgnoreCase(name)))
                .map(name -> Departure.at(operation, "/parameters", "the contract has no request header " + name));
    }

    private Stream<Departure> blame(Interaction interaction, Operation operation) {
        int status = interaction.response().status();
        return BLAME.contains(status) && problem(interaction.request()).isEmpty()
                ? Stream.of(Departure.at(
                        operation, "", "the contract takes the request, and the consumer expects a " + status))
                : Stream.empty();
    }
}
