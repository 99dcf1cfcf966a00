package org.passwordresets.stub.examples;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.passwordresets.contract.Operation;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.jsonapi.JsonApi;
import org.passwordresets.stub.Preferences;
import org.passwordresets.stub.sample.NoSampleException;
import org.passwordresets.stub.sample.SchemaSamples;

/**
 * The response selected for a request, and why.
 *
 * @param reason shown on {@code /__stub}
 */
record ExampleSelection(Examples.Response response, String reason) {

    static ExampleSelection of(
            CheckedRequest call, Examples examples, Preferences preferences, Map<String, String> query) {
        ExampleSelection choice = chosen(call, examples, preferences, query);
        return preferences.dynamic() ? choice.madeUp(call, preferences, examples) : choice;
    }

    private static ExampleSelection chosen(
            CheckedRequest call, Examples examples, Preferences preferences, Map<String, String> query) {
        if (preferences.example() != null) {
            return new ExampleSelection(named(examples, preferences), "Prefer names this example");
        }
        List<String> like = examples.requests().like(call.body(), query).toList();
        if (preferences.code() != null) {
            return new ExampleSelection(
                    fitting(withStatus(examples, preferences.code()), like, call), "Prefer names this status");
        }
        Optional<Examples.Response> sameName = like.stream()
                .flatMap(name -> examples.named(name, null).stream())
                .findFirst();
        return sameName.map(response ->
                        new ExampleSelection(response, "the request matches the contract's example of this name"))
                .orElseGet(() -> new ExampleSelection(
                        fitting(successes(examples, call), like, call),
                        "the first success that matches the attributes and include of the request"));
    }

    /**
     * The responses to example requests with at least the attributes of this one, if there are any: a request without a
     * password does not complete a reset.
     */
    private static List<Examples.Response> successes(Examples examples, CheckedRequest call) {
        List<String> sendingAsMuch =
                examples.requests().sendingAllOf(call.body()).toList();
        List<Examples.Response> fitting = examples.successes().stream()
                .filter(response -> sendingAsMuch.contains(response.name()))
                .toList();
        return fitting.isEmpty() ? examples.successes() : fitting;
    }

    private static Examples.Response named(Examples examples, Preferences preferences) {
        return examples.named(preferences.example(), preferences.code())
                .orElseThrow(() -> Preferences.noExample(preferences.code(), examples.names()));
    }

    private static List<Examples.Response> withStatus(Examples examples, int status) {
        List<Examples.Response> responses = examples.withStatus(status);
        if (responses.isEmpty()) {
            throw Preferences.noResponse(
                    examples.statuses().stream().map(String::valueOf).toList());
        }
        return responses;
    }

    /**
     * The response with the name of a similar request; otherwise the first with the requested includes; otherwise the first.
     */
    private static Examples.Response fitting(
            List<Examples.Response> responses, List<String> like, CheckedRequest call) {
        if (responses.isEmpty()) {
            throw Preferences.refused("The contract has no success response here. Choose another status with Prefer.");
        }
        return responses.stream()
                .filter(response -> like.contains(response.name()))
                .findFirst()
                .or(() -> responses.stream()
                        .filter(response ->
                                response.included().equals(call.query().include()))
                        .findFirst())
                .orElse(responses.get(0));
    }

    private ExampleSelection madeUp(CheckedRequest call, Preferences preferences, Examples examples) {
        Operation operation = call.operation();
        JsonNode schema = operation
                .definition()
                .path("responses")
                .path(Integer.toString(response.status()))
                .path("content")
                .path(JsonApi.MEDIA_TYPE)
                .path("schema");
        if (schema.isMissingNode()) {
            return this;
        }
        long seed = preferences.seed() == null ? ThreadLocalRandom.current().nextLong() : preferences.seed();
        Examples.Response madeUp = Examples.response(
                response.name(),
                response.status(),
                madeUp(schema, seed, call, examples),
                response.headers(),
                operation.path(),
                examples.servers());
        return new ExampleSelection(madeUp, "made up from the schema, with the seed " + seed);
    }

    private static JsonNode madeUp(JsonNode schema, long seed, CheckedRequest call, Examples examples) {
        try {
            JsonNode value = SchemaSamples.OF_RESOLVED.random(schema, seed);
            return new MadeUpDocument(examples.resourceSchemas(), seed)
                    .consistent(
                            value, schema, call.operation().path(), call.query().include());
        } catch (NoSampleException e) {
            throw Preferences.refused("dynamic: " + e.getMessage());
        }
    }
}
