package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.http.ContentCoding;
import org.passwordresets.query.QueryText;
import org.passwordresets.stub.sample.SchemaSamples;

/** Reads and validates the body of a request. Bodies that are neither JSON nor a form are accepted as they are. */
final class RequestBody {
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode definition;
    private final JsonNode responses;
    private final SchemaSamples schemas;
    private final boolean isForeign;

    /** @param isForeign whether it is of a third-party document, whose examples say nothing about errors */
    RequestBody(JsonNode operation, SchemaSamples schemas, boolean isForeign) {
        this.isForeign = isForeign;
        this.definition = schemas.follow(operation.path("requestBody"));
        this.responses = operation.path("responses");
        this.schemas = schemas;
    }

    /** The valid body; missing if there is none, or if it is neither JSON nor a form. */
    JsonNode read(HttpRequest<?> request, @Nullable byte[] bytes) {
        if (definition.isMissingNode()) {
            return definition;
        }
        byte[] body = bytes == null ? new byte[0] : decoded(request, bytes);
        if (body.length == 0) {
            if (definition.path("required").asBoolean()) {
                throw Refusal.of(400, "Invalid request", "The body is missing.");
            }
            return MissingNode.getInstance();
        }
        String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        JsonNode media = type == null ? null : MediaTypes.describing(definition.path("content"), type);
        if (media == null) {
            List<String> types = definition
                    .path("content")
                    .propertyStream()
                    .map(Map.Entry::getKey)
                    .toList();
            throw Refusal.at(415, "header", "Content-Type", "Send the body as " + String.join(" or ", types) + ".");
        }
        return valid(value(type, body, media.path("schema")), media.path("schema"));
    }

    private static byte[] decoded(HttpRequest<?> request, byte[] bytes) {
        try {
            return ContentCoding.decoded(bytes, request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING), MAX_BYTES)
                    .orElseThrow(() -> Refusal.at(
                            415, "header", "Content-Encoding", "Send the body as it is, or compressed as gzip."));
        } catch (IOException e) {
            throw Refusal.at(
                    400, "header", "Content-Encoding", "The body cannot be decoded according to its Content-Encoding.");
        }
    }

    private JsonNode value(String type, byte[] body, JsonNode schema) {
        if (MediaTypes.isJson(type)) {
            return json(body);
        }
        return MediaTypes.withoutParameters(type).equalsIgnoreCase(MediaTypes.FORM)
                ? form(new String(body, StandardCharsets.UTF_8), schema)
                : MissingNode.getInstance();
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw Refusal.of(
                    400,
                    "Invalid request",
                    e.getLocation() == null
                            ? "The body is not valid JSON."
                            : "The body is not valid JSON. Check line %d, column %d."
                                    .formatted(
                                            e.getLocation().getLineNr(),
                                            e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw Refusal.of(400, "Invalid request", "The body cannot be read.");
        }
    }

    private JsonNode form(String text, JsonNode schema) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        ParameterText texts = new ParameterText(schemas);
        QueryText.read(text).forEach((name, values) -> texts.put(form, name, values, schema));
        return form;
    }

    private JsonNode valid(JsonNode value, JsonNode schema) {
        if (value.isMissingNode() || !schema.isObject()) {
            return value;
        }
        List<Error> errors = schemas.check().errors(schema, value);
        if (!errors.isEmpty() && (isForeign || like(value).isEmpty())) {
            throw Refusal.of(responses.has("400") && !responses.has("422") ? 400 : 422, Findings.reasons(errors));
        }
        return value;
    }

    /** Removes what only requests have. */
    void removeWriteOnly(JsonNode value, boolean passwordsToo) {
        definition
                .path("content")
                .forEach(media -> WriteOnly.remove(value, media.path("schema"), schemas, passwordsToo));
    }

    /** The names of the examples that the request resembles: see {@link Resemblance}. */
    List<String> alike(HttpRequest<?> request, JsonNode body) {
        return definition
                .path("content")
                .valueStream()
                .findFirst()
                .map(media -> Resemblance.of(request, body, media))
                .orElse(List.of());
    }

    /** The names of the examples with the same body, and of ours those that are invalid in the same places. */
    List<String> like(JsonNode body) {
        List<String> same = examples(value -> value.equals(body)).toList();
        Set<String> problems = isForeign || !same.isEmpty() ? Set.of() : problems(body);
        return problems.isEmpty()
                ? same
                : examples(value -> problems(value).equals(problems)).toList();
    }

    private Stream<String> examples(Predicate<JsonNode> choice) {
        return definition
                .path("content")
                .valueStream()
                .flatMap(media -> media.path("examples").propertyStream())
                .filter(example ->
                        choice.test(schemas.follow(example.getValue()).path("value")))
                .map(Map.Entry::getKey);
    }

    /** The places of what is invalid. */
    private Set<String> problems(JsonNode body) {
        JsonNode schema = definition
                .path("content")
                .valueStream()
                .findFirst()
                .orElse(definition)
                .path("schema");
        return schemas.check().errors(schema, body).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword() + " " + error.getProperty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
