package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.naming.NameUtils;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One operation of the contract. Everything that each request needs is computed once.
 *
 * @param id the {@code operationId}, which is also the name of the generated method
 * @param method the HTTP method, in capitals
 * @param path the path with its parameters in braces
 * @param rights who may use it ({@code x-rights})
 * @param parameters the query parameters by name
 * @param ordinaryParameters its own query parameters and headers, without those of JSON:API
 * @param document the request's document, or null if the operation takes none
 * @param resourceType the type of the resources in its response; null if it has none
 * @param successStatus the first 2xx status
 * @param definition the operation in the contract, with references followed
 */
public record Operation(
        String id,
        String method,
        String path,
        Rights rights,
        Map<String, Parameter> parameters,
        List<Parameter> ordinaryParameters,
        @Nullable RequestDocument document,
        @Nullable String resourceType,
        int successStatus,
        JsonNode definition) {
    private static final String REFUSED = "422";
    private static final String SINCE = "x-deprecated-since";
    private static final Set<String> PLACES = Set.of("query", "header");

    static Operation of(String method, String path, JsonNode operation, SchemaRegistry schemas) {
        JsonNode node = withSuccess(operation);
        for (String member : List.of("operationId", "responses")) {
            if (node.path(member).isMissingNode()) {
                throw new ContractException("the operation has no " + member);
            }
        }
        JsonNode body = node.path("requestBody")
                .path("content")
                .path(JsonApiMediaType.NAME)
                .path("schema");
        List<Parameter> parameters = parameters(node.path("parameters"), schemas);
        Operation read = new Operation(
                node.path("operationId").asText(),
                method,
                path,
                Rights.of(node.path("x-rights"), path),
                queryParameters(parameters),
                parameters.stream().filter(Parameter::isOrdinary).toList(),
                body.isMissingNode() ? null : RequestDocument.of(body, schemas),
                resourceType(node.path("responses")),
                successStatus(node.path("responses")),
                node);
        // A wrong day is refused now, not at a request.
        read.deprecation();
        return read;
    }

    /** A range, or the default if there is nothing else, includes the success, and a 200 is the ordinary one. */
    private static JsonNode withSuccess(JsonNode operation) {
        JsonNode responses = operation.path("responses");
        JsonNode range = responses.path("2XX").isMissingNode() ? responses.path("default") : responses.path("2XX");
        if (range.isMissingNode()
                || responses.propertyStream().anyMatch(each -> each.getKey().matches("2\\d\\d"))) {
            return operation;
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) operation);
        ObjectNode all = whole.putObject("responses");
        all.setAll((ObjectNode) responses);
        all.set("200", range);
        return whole;
    }

    /**
     * An operation of a third-party document. It needs no id.
     *
     * @param taken the ids of other operations
     */
    static Operation foreign(String method, String path, JsonNode node, Set<String> taken) {
        String id = node.path("operationId").asText();
        return new Operation(
                id.isEmpty() || taken.contains(id) ? method + " " + path : id,
                method,
                path,
                Rights.NONE,
                Map.of(),
                List.of(),
                null,
                null,
                200,
                node);
    }

    /** The key of the response with this status: the status, its range such as {@code 4XX}, or {@code default}. */
    public static Optional<String> responseKey(int status, JsonNode responses) {
        return Stream.of(Integer.toString(status), status / 100 + "XX", "default")
                .filter(responses::has)
                .findFirst();
    }

    /** The id as a fragment of an address: that of a third-party document can have any character. */
    public static String anchor(String id) {
        return id.replaceAll("[^A-Za-z0-9._~-]+", "-");
    }

    private static List<Parameter> parameters(JsonNode parameters, SchemaRegistry schemas) {
        return parameters
                .valueStream()
                .filter(parameter -> PLACES.contains(parameter.path("in").asText()))
                .map(parameter -> Parameter.of(parameter, schemas))
                .toList();
    }

    private static Map<String, Parameter> queryParameters(List<Parameter> parameters) {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        parameters.stream()
                .filter(parameter -> parameter.in().equals("query"))
                .forEach(parameter -> byName.put(parameter.name(), parameter));
        return Collections.unmodifiableMap(byName);
    }

    @Nullable
    private static String resourceType(JsonNode responses) {
        JsonNode data = responses
                .path(Integer.toString(successStatus(responses)))
                .path("content")
                .path(JsonApiMediaType.NAME)
                .path("schema")
                .path("properties")
                .path("data");
        JsonNode resource = data.has("items") ? data.get("items") : data;
        return resource.has("x-resource-type") ? resource.get("x-resource-type").asText() : null;
    }

    private static int successStatus(JsonNode responses) {
        return responses.properties().stream()
                .map(Map.Entry::getKey)
                .filter(status -> status.matches("2\\d\\d"))
                .mapToInt(Integer::parseInt)
                .min()
                .orElse(200);
    }

    /** Whether JSON:API applies to it. If not, its bodies are forms or plain JSON, and its errors have their own format. */
    public boolean isJsonApi() {
        return path.startsWith(JsonApiMediaType.PATHS);
    }

    long maxBodyBytes() {
        return definition.path("responses").path("413").path("x-max-bytes").asLong(Long.MAX_VALUE);
    }

    /** Whether its successful response has this header. */
    public boolean promises(String header) {
        return definition
                .path("responses")
                .path(Integer.toString(successStatus))
                .path("headers")
                .has(header);
    }

    /**
     * The value of the {@code Deprecation} header (RFC 9745) of its responses, such as {@code @1767225600}: the day from which on
     * it is deprecated ({@code x-deprecated-since}). Null if it is not.
     */
    @Nullable
    public String deprecation() {
        JsonNode since = definition.path(SINCE);
        return definition.path("deprecated").asBoolean() && !since.isMissingNode() ? timestamp(since) : null;
    }

    private String timestamp(JsonNode day) {
        try {
            return "@" + LocalDate.parse(day.asText()).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new ContractException(definition, SINCE, "write the day as 'YYYY-MM-DD', not " + day.asText());
        }
    }

    /** The method that a controller must override. Its generated interface is named after the operation's first tag. */
    public String serverMethod() {
        String api = Arrays.stream(definition.path("tags").path(0).asText().split("[^A-Za-z0-9]+"))
                .map(NameUtils::capitalize)
                .collect(Collectors.joining());
        return "%sApi.Server.%s".formatted(api, id);
    }

    /** The families of its query parameters, without the part in brackets: {@code page}, {@code filter}, {@code sort}. */
    public Set<String> parameterFamilies() {
        return parameters.keySet().stream().map(Parameter::family).collect(Collectors.toUnmodifiableSet());
    }

    /** The sentence that the contract's examples of this operation use for such a violation, if there is one. */
    public Optional<String> explanation(Violation violation) {
        return definition
                .path("responses")
                .path(REFUSED)
                .path("content")
                .path(JsonApiMediaType.NAME)
                .path("examples")
                .properties()
                .stream()
                .flatMap(example ->
                        example.getValue().path("value").path("errors").valueStream())
                .filter(error -> explains(error, violation))
                .map(error -> error.path("detail").asText())
                .findFirst();
    }

    private static boolean explains(JsonNode error, Violation violation) {
        JsonNode meta = error.path("meta");
        return error.at("/source/pointer").asText().equals(violation.pointer())
                && meta.path("error").asText().equals(violation.code().text())
                && (violation.count() == null || meta.path("count").asInt() == violation.count());
    }
}
