package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.passwordresets.contract.Operation;
import org.passwordresets.stub.Preferences;
import org.passwordresets.stub.sample.NoSampleException;
import org.passwordresets.stub.sample.SchemaSamples;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Selects the response of one operation: an example, or a value made from the schema. */
final class ResponseChoice {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseChoice.class);
    private static final int OK = 200;
    private static final int FIRST_ERROR = 400;

    private final String operation;
    private final JsonNode responses;
    private final SchemaSamples samples;
    /** Typical values by schema, because making one takes longer than the rest of the response. */
    private final Map<String, JsonNode> typical = new ConcurrentHashMap<>();

    ResponseChoice(Operation operation, SchemaSamples samples) {
        this.operation = operation.id();
        this.responses = operation.definition().path("responses");
        this.samples = samples;
    }

    /**
     * @param like the names of the examples with the same request
     * @param alike the names of the examples with similar requests, of which only a success counts
     */
    ForeignResponse choose(Preferences preferences, List<String> accept, List<String> like, List<String> alike) {
        String key = key(preferences, like);
        int status = preferences.code() != null ? preferences.code() : status(key);
        JsonNode definition = samples.follow(responses.path(key));
        JsonNode content = definition.path("content");
        if (content.isEmpty()) {
            return new ForeignResponse(
                    status, definition, null, null, MissingNode.getInstance(), "the response has no body");
        }
        String type = MediaTypes.acceptable(content, accept).orElseThrow(() -> notAcceptable(content));
        List<String> names = Stream.concat(like.stream(), alike.stream()).toList();
        return body(status, definition, type, content.path(type), preferences, names);
    }

    /** The only example of the responses with this status; empty if there is none or a choice. */
    Optional<ForeignResponse> only(int status) {
        JsonNode definition = samples.follow(responses.path(Integer.toString(status)));
        return definition
                .path("content")
                .propertyStream()
                .findFirst()
                .filter(media -> media.getValue().path("examples").size() == 1)
                .map(media -> body(status, definition, media.getKey(), media.getValue(), Preferences.NONE, List.of()));
    }

    private static Refusal notAcceptable(JsonNode content) {
        List<String> types = content.propertyStream().map(Map.Entry::getKey).toList();
        return Refusal.at(406, "header", "Accept", "The response is " + String.join(" or ", types) + ".");
    }

    /** The key of the response: a status, a range such as {@code 4XX}, or {@code default}. */
    private String key(Preferences preferences, List<String> like) {
        if (preferences.code() != null) {
            return keyOf(preferences.code());
        }
        if (preferences.example() != null) {
            return withExample(preferences.example()).orElseThrow(() -> Preferences.noExample(null, exampleNames()));
        }
        return like.stream()
                .flatMap(name -> withExample(name).stream())
                .findFirst()
                .orElseGet(this::success);
    }

    private String keyOf(int status) {
        return Operation.responseKey(status, responses)
                .orElseThrow(() -> Preferences.noResponse(
                        responses.propertyStream().map(Map.Entry::getKey).toList()));
    }

    /** The first success; without one, what comes closest. */
    String success() {
        List<String> keys = new ArrayList<>(
                responses.propertyStream().map(Map.Entry::getKey).sorted().toList());
        keys.removeIf(key -> key.startsWith("x-"));
        return keys.stream()
                .filter(key -> key.startsWith("2"))
                .findFirst()
                .or(() -> keys.stream().filter(key -> key.equals("default")).findFirst())
                .or(() -> keys.stream().findFirst())
                .orElse("default");
    }

    private static int status(String key) {
        return key.equals("default")
                ? OK
                : Integer.parseInt(key.toUpperCase(java.util.Locale.ROOT).replace('X', '0'));
    }

    private Optional<String> withExample(String name) {
        return responses
                .propertyStream()
                .filter(response -> content(response.getValue()).valueStream().anyMatch(media -> media.path("examples")
                        .has(name)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private List<String> exampleNames() {
        return responses
                .valueStream()
                .flatMap(response -> content(response).valueStream())
                .flatMap(media -> media.path("examples").propertyStream())
                .map(Map.Entry::getKey)
                .distinct()
                .toList();
    }

    private JsonNode content(JsonNode response) {
        return samples.follow(response).path("content");
    }

    private ForeignResponse body(
            int status, JsonNode definition, String type, JsonNode media, Preferences preferences, List<String> like) {
        JsonNode schema = media.path("schema");
        if (preferences.dynamic() && schema.isObject()) {
            long seed = preferences.seed() == null ? ThreadLocalRandom.current().nextLong() : preferences.seed();
            return new ForeignResponse(
                    status,
                    definition,
                    type,
                    null,
                    random(schema, seed),
                    "made up from the schema, with the seed " + seed);
        }
        String name = exampleName(media, preferences.example(), like);
        if (name != null) {
            JsonNode value = samples.follow(media.path("examples").path(name)).path("value");
            return new ForeignResponse(status, definition, type, name, value, "an example of the contract");
        }
        if (media.has("example")) {
            return new ForeignResponse(
                    status, definition, type, null, media.get("example"), "the example of the contract");
        }
        return new ForeignResponse(
                status, definition, type, null, typical(status + " " + type, schema), "made from the schema");
    }

    @Nullable
    private String exampleName(JsonNode media, @Nullable String preferred, List<String> like) {
        JsonNode examples = media.path("examples");
        if (preferred != null && examples.has(preferred)) {
            return preferred;
        }
        return like.stream()
                .filter(examples::has)
                .findFirst()
                .or(() -> examples.propertyStream()
                        .filter(example -> samples.follow(example.getValue()).has("value"))
                        .map(Map.Entry::getKey)
                        .findFirst())
                .orElse(null);
    }

    private JsonNode random(JsonNode schema, long seed) {
        try {
            return FullLinkage.of(samples.random(schema, seed), isValid(schema));
        } catch (NoSampleException e) {
            throw Preferences.refused("dynamic: " + e.getMessage());
        }
    }

    private JsonNode typical(String key, JsonNode schema) {
        return schema.isObject()
                ? typical.computeIfAbsent(
                        key, same -> FullLinkage.of(typical(schema).deepCopy(), isValid(schema)))
                : JsonNodeFactory.instance.objectNode();
    }

    private JsonNode typical(JsonNode schema) {
        try {
            return samples.typical(schema);
        } catch (NoSampleException e) {
            LOG.warn(
                    "The response to {} is not valid, because the contract contradicts itself. {}",
                    operation,
                    e.getMessage());
            return samples.closest(schema);
        }
    }

    private Predicate<JsonNode> isValid(JsonNode schema) {
        return value -> samples.check().errors(schema, value).isEmpty();
    }

    /** Whether it is an error. */
    static boolean isError(int status) {
        return status >= FIRST_ERROR;
    }
}
