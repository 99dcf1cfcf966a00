package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.generated.model.ErrorCode;
import org.passwordresets.pact.PactCheck.Departure;

/** Whether the contract promises a response: its status, its headers, and each member that the consumer needs. */
final class PactResponseCheck {
    private static final String MEDIA_TYPE = "application/vnd.api+json";

    private final Contract contract;

    PactResponseCheck(Contract contract) {
        this.contract = contract;
    }

    Stream<Departure> departures(Interaction.Response response, Operation operation) {
        String below = "/responses/" + response.status();
        JsonNode promised = operation.definition().at(below);
        if (promised.isMissingNode()) {
            return Stream.of(Departure.at(operation, "/responses", "the contract has no status " + response.status()));
        }
        return Stream.of(
                        headers(response, promised).map(reason -> Departure.at(operation, below, reason)),
                        body(response, promised, operation, below),
                        codes(response).map(reason -> Departure.at(operation, below, reason)),
                        patterns(response).map(reason -> Departure.at(operation, below, reason)))
                .flatMap(departures -> departures);
    }

    private static Stream<String> headers(Interaction.Response response, JsonNode promised) {
        return response.headers().entrySet().stream()
                .filter(header -> !isPromised(header, promised))
                .map(header -> "the contract has no header %s: %s".formatted(header.getKey(), header.getValue()));
    }

    private static boolean isPromised(Map.Entry<String, String> header, JsonNode promised) {
        return header.getKey().equalsIgnoreCase("Content-Type")
                ? promised.path("content").has(header.getValue().split(";")[0].strip())
                : promised.path("headers").properties().stream()
                        .anyMatch(known -> known.getKey().equalsIgnoreCase(header.getKey()));
    }

    private Stream<Departure> body(
            Interaction.Response response, JsonNode promised, Operation operation, String below) {
        JsonNode body = response.body();
        if (body.isMissingNode()) {
            return Stream.empty();
        }
        String type = promised.path("content")
                .propertyStream()
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(MEDIA_TYPE);
        JsonNode schema = promised.path("content").path(type).path("schema");
        if (schema.isMissingNode()) {
            return Stream.of(Departure.at(operation, below, "the contract has no body"));
        }
        String place = below + "/content/" + Departure.escape(type) + "/schema";
        return Stream.concat(
                new PartSchema(schema, place)
                        .misfits(body)
                        .map(misfit -> Departure.at(operation, misfit.at(), misfit.reason())),
                IntStream.range(0, body.path("included").size())
                        .boxed()
                        .flatMap(index -> included(body, "/included/" + index, operation, place)));
    }

    /** The contract says of an included resource that it is one of its type, whatever operation brings it along. */
    private Stream<Departure> included(JsonNode body, String at, Operation operation, String place) {
        JsonNode resource = body.at(at);
        String type = resource.path("type").asText();
        Optional<Operation> responding = contract.operations().stream()
                .filter(other ->
                        type.equals(other.resourceType()) && other.path().endsWith("/{id}"))
                .findFirst();
        if (responding.isEmpty()) {
            return Stream.of(Departure.at(
                    operation, place + "/properties/included", "there are no resources of type \"" + type + "\""));
        }
        String response = "/responses/" + responding.get().successStatus() + "/content/" + Departure.escape(MEDIA_TYPE)
                + "/schema/properties/data";
        return new PartSchema(responding.get().definition().at(response), response)
                .misfits(resource)
                .map(misfit -> Departure.at(responding.get(), misfit.at(), at + misfit.reason()));
    }

    /** Each code belongs to one status. */
    private static Stream<String> codes(Interaction.Response response) {
        return response.body()
                .path("errors")
                .valueStream()
                .map(error -> error.path("code").asText())
                .filter(code -> Stream.of(ErrorCode.values())
                        .anyMatch(known -> known.text().equals(code) && known.status() != response.status()))
                .map(code -> code + " is a " + ErrorCode.of(code).status() + ", not a " + response.status());
    }

    /** The value itself has been held against the schema; so a pattern that it matches can be met. */
    private static Stream<String> patterns(Interaction.Response response) {
        return new MatchingRules(response.body(), response.rules())
                .patterns()
                .flatMap(pattern -> problem(pattern).stream())
                .distinct();
    }

    private static Optional<String> problem(MatchingRules.Pattern pattern) {
        try {
            return Pattern.compile(pattern.regex()).matcher(pattern.value()).find()
                    ? Optional.empty()
                    : Optional.of("%s: no value that the contract allows here is known to match %s"
                            .formatted(pattern.place(), pattern.regex()));
        } catch (PatternSyntaxException e) {
            return Optional.of(pattern.place() + ": " + MatchingRules.unknown(e));
        }
    }
}
