package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.error.Problem;
import org.passwordresets.jsonapi.RequestVerdict;
import org.passwordresets.pact.PactCheck.Departure;

/**
 * Whether the contract takes a request. One that does not fit must expect just the failure that this is; one that fits must
 * not expect a failure that only requests that do not fit have.
 */
final class RequestCheck {
    /**
     * What any client, proxy or tracer may add, and no server has to declare. Another one, such as {@code Idempotency-Key}, is
     * there to have an effect, which the contract then has to promise.
     */
    private static final Pattern COMMON_HEADERS = Pattern.compile(
            Stream.concat(
                            HttpHeaders.STANDARD_HEADERS.stream().map(Pattern::quote),
                            Stream.of("traceparent|tracestate|baggage|b3|dnt|sec-.+|x-b3-.+|x-forwarded-.+"
                                    + "|x-(request|correlation|trace)-id|x-requested-with"))
                    .collect(Collectors.joining("|")),
            Pattern.CASE_INSENSITIVE);

    /** Statuses for which the request alone is to blame, neither the caller nor what is stored. */
    private static final Set<Integer> BLAME = Set.of(400, 403, 405, 406, 409, 413, 415);

    private final RequestVerdict verdict;

    RequestCheck(Contract contract) {
        this.verdict = new RequestVerdict(contract);
    }

    Stream<Departure> departures(Interaction interaction, Operation operation) {
        if (!operation.isJsonApi()) {
            return Stream.concat(
                    headers(interaction.request(), operation), PlainRequestCheck.departures(interaction, operation));
        }
        Interaction.Response response = interaction.response();
        Optional<Departure> refusal = problem(interaction.request())
                .map(problem -> isExpected(problem, response) ? null : text(problem))
                .map(reason -> Departure.at(operation, "", "the contract refuses the request: " + reason));
        return Stream.concat(
                Stream.concat(headers(interaction.request(), operation), refusal.stream()),
                blame(interaction, operation));
    }

    private Optional<Problem> problem(Interaction.Request sent) {
        String query = sent.query().entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        MutableHttpRequest<?> request =
                HttpRequest.create(HttpMethod.parse(sent.method()), sent.path() + (query.isEmpty() ? "" : "?" + query));
        sent.headers().forEach(request::header);
        JsonNode body = sent.body();
        String text = body.isTextual() ? body.asText() : body.toString();
        return verdict.problem(request, body.isMissingNode() ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A consumer that looks at the status alone, or at the code, leaves open what else there is to say. */
    private static boolean isExpected(Problem problem, Interaction.Response response) {
        return problem.code().status() == response.status()
                && ExpectedError.areOf(problem, ExpectedError.all(response));
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
                .filter(name -> !COMMON_HEADERS.matcher(name).matches())
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
