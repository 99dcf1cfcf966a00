package org.passwordresets.stub.examples;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.passwordresets.contract.Operation;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.jsonapi.JsonApi;
import org.passwordresets.stub.SchemaSample;

/**
 * Which answer a request gets, and why.
 *
 * @param reason for whoever wonders, on {@code /__stub}
 */
record ExampleSelection(Examples.Answer answer, String reason) {

    static ExampleSelection of(
            CheckedRequest call, Examples examples, Preferences preferences, Map<String, String> query) {
        ExampleSelection choice = chosen(call, examples, preferences, query);
        return preferences.dynamic() ? choice.madeUp(call.operation(), preferences, examples.servers()) : choice;
    }

    private static ExampleSelection chosen(
            CheckedRequest call, Examples examples, Preferences preferences, Map<String, String> query) {
        if (preferences.example() != null) {
            return new ExampleSelection(named(examples, preferences), "Prefer names this example");
        }
        List<String> like = examples.like(call.body(), query).toList();
        if (preferences.code() != null) {
            return new ExampleSelection(
                    fitting(withStatus(examples, preferences.code()), like, call), "Prefer names this status");
        }
        Optional<Examples.Answer> sameName = like.stream()
                .flatMap(name -> examples.named(name, null).stream())
                .findFirst();
        return sameName.map(answer ->
                        new ExampleSelection(answer, "the request matches the contract's example of this name"))
                .orElseGet(() -> new ExampleSelection(
                        fitting(successes(examples, call), like, call),
                        "the first success that matches the attributes and include of the request"));
    }

    /** Those of requests that send as much as this one, where there are any: who sends no password completes no reset. */
    private static List<Examples.Answer> successes(Examples examples, CheckedRequest call) {
        List<String> sendingAsMuch = examples.sendingAllOf(call.body()).toList();
        List<Examples.Answer> fitting = examples.successes().stream()
                .filter(answer -> sendingAsMuch.contains(answer.name()))
                .toList();
        return fitting.isEmpty() ? examples.successes() : fitting;
    }

    private static Examples.Answer named(Examples examples, Preferences preferences) {
        return examples.named(preferences.example(), preferences.code())
                .orElseThrow(() -> Preferences.refused("This operation has no example with this name%s. It has: %s."
                        .formatted(
                                preferences.code() == null ? "" : " with the status " + preferences.code(),
                                String.join(", ", examples.names()))));
    }

    private static List<Examples.Answer> withStatus(Examples examples, int status) {
        List<Examples.Answer> answers = examples.withStatus(status);
        if (answers.isEmpty()) {
            throw Preferences.refused("The contract has no response with this status here. It has: %s."
                    .formatted(String.join(
                            ", ",
                            examples.statuses().stream().map(String::valueOf).toList())));
        }
        return answers;
    }

    /** The one that has the name of a request like this, else the one that includes what was asked for, else the first. */
    private static Examples.Answer fitting(List<Examples.Answer> answers, List<String> like, CheckedRequest call) {
        if (answers.isEmpty()) {
            throw Preferences.refused("The contract has no success response here. Choose another status with Prefer.");
        }
        return answers.stream()
                .filter(answer -> like.contains(answer.name()))
                .findFirst()
                .or(() -> answers.stream()
                        .filter(answer -> answer.included().equals(call.query().include()))
                        .findFirst())
                .orElse(answers.get(0));
    }

    private ExampleSelection madeUp(Operation operation, Preferences preferences, List<String> servers) {
        JsonNode schema = operation
                .definition()
                .path("responses")
                .path(Integer.toString(answer.status()))
                .path("content")
                .path(JsonApi.MEDIA_TYPE)
                .path("schema");
        if (schema.isMissingNode()) {
            return this;
        }
        long seed = preferences.seed() == null ? ThreadLocalRandom.current().nextLong() : preferences.seed();
        Examples.Answer madeUp = Examples.answer(
                answer.name(),
                answer.status(),
                SchemaSample.random(schema, seed),
                answer.headers(),
                operation.path(),
                servers);
        return new ExampleSelection(madeUp, "made up from the schema, with the seed " + seed);
    }
}
