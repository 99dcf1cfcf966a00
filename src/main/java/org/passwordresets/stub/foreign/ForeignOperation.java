package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.PathTemplate;
import org.passwordresets.query.QueryText;
import org.passwordresets.stub.Preferences;
import org.passwordresets.stub.sample.Direction;
import org.passwordresets.stub.sample.SchemaSamples;

/** One operation of the document: what it accepts and how it responds. */
final class ForeignOperation {
    private final Operation operation;
    private final PathTemplate template;
    private final Security security;
    private final Parameters parameters;
    private final RequestBody body;
    private final ResponseChoice responses;
    private final SchemaSamples samples;
    private final boolean isForeign;

    /**
     * The schemas of a document, which its operations share.
     *
     * @param document the whole document
     */
    record Schemas(JsonNode document, SchemaSamples requests, SchemaSamples responses) {
        static Schemas of(JsonNode document) {
            return new Schemas(
                    document,
                    new SchemaSamples(document, Direction.REQUEST),
                    new SchemaSamples(document, Direction.RESPONSE));
        }
    }

    /** @param isForeign whether it is of a third-party document, and not an operation of ours outside JSON:API */
    ForeignOperation(Operation operation, Schemas schemas, boolean isForeign) {
        this.operation = operation;
        this.isForeign = isForeign;
        this.template = PathTemplate.of(operation.path());
        this.samples = schemas.responses();
        JsonNode definition = operation.definition();
        this.security = new Security(definition, schemas.document());
        this.parameters = new Parameters(definition, schemas.requests());
        this.body = new RequestBody(definition, schemas.requests(), isForeign);
        this.responses = new ResponseChoice(operation, schemas.responses());
    }

    Operation operation() {
        return operation;
    }

    PathTemplate template() {
        return template;
    }

    /**
     * Checks the request.
     *
     * @return its body; missing if there is none
     */
    JsonNode check(HttpRequest<?> request, @Nullable byte[] bytes) {
        String text = request.getUri().getRawQuery();
        Map<String, List<String>> query = text == null ? Map.of() : QueryText.read(text);
        security.check(request, query);
        parameters.check(request, template.values(request.getPath()), query, security.queryParameters());
        JsonNode read = body.read(request, bytes);
        checkId(read, request.getPath());
        return read;
    }

    /** JSON:API requires a 409 if the document is about another resource than the address. */
    private void checkId(JsonNode document, String path) {
        JsonNode id = document.path("data").path("id");
        boolean isUpdate =
                operation.method().equals("PATCH") || operation.method().equals("PUT");
        if (isUpdate
                && template.endsInParameter()
                && id.isTextual()
                && !template.lastValue(path).equals(id.textValue())) {
            throw Refusal.at(409, "pointer", "/data/id", "The id in the document is not the id in the address.");
        }
    }

    /** @param read the request's body */
    ForeignResponse respond(HttpRequest<?> request, JsonNode read, Preferences preferences) {
        return isForeign
                ? responses.choose(
                        preferences, request.getHeaders().getAll(HttpHeaders.ACCEPT), body.like(read), List.of())
                : responses.choose(preferences, List.of(), body.like(read), body.alike(request, read));
    }

    /** Our own operation's response to a caller. */
    ForeignResponse respond(Caller caller, Preferences preferences) {
        return responses.choose(
                preferences,
                List.of(),
                List.of(),
                List.of("of-" + caller.callerKind().text().replace('_', '-')));
    }

    /** Whether it needs an access token. */
    boolean needsToken() {
        return security.isByToken();
    }

    /** The only error with this status that the document describes, if there is just one. */
    Optional<ForeignResponse> error(int status) {
        return responses.only(status);
    }

    /** The first success, whatever the request. */
    ForeignResponse typical() {
        return responses.choose(Preferences.NONE, List.of(), List.of(), List.of());
    }

    /** Whether the body is valid for a response of this kind. */
    boolean isValid(JsonNode value, ForeignResponse response) {
        JsonNode schema = schema(response);
        return !schema.isObject() || samples.check().errors(schema, value).isEmpty();
    }

    private static JsonNode schema(ForeignResponse response) {
        return response.definition()
                .path("content")
                .path(response.type() == null ? "" : response.type())
                .path("schema");
    }

    /** The body as responses may show it. A password that the response requires stays, as it is in the example. */
    JsonNode shown(JsonNode body, ForeignResponse response) {
        JsonNode shown = without(body, response, true);
        return shown.equals(body) || isValid(shown, response) ? shown : without(body, response, false);
    }

    /** A copy without what only requests have, according to the request and to the response. */
    JsonNode without(JsonNode document, ForeignResponse response, boolean passwordsToo) {
        JsonNode copy = document.deepCopy();
        body.removeWriteOnly(copy, passwordsToo);
        WriteOnly.remove(copy, schema(response), samples, passwordsToo);
        return copy;
    }

    JsonNode follow(JsonNode node) {
        return samples.follow(node);
    }

    JsonNode typical(JsonNode schema) {
        return samples.typical(schema);
    }
}
