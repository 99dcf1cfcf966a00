package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An operation for comparison with pacts. It is read from the contract itself rather than from generated code, so that you
 * can compare a contract that is not implemented yet.
 *
 * @param name method and path, such as {@code GET /api/customers/{id}}
 * @param path matches the operation's addresses
 * @param definition with every reference followed, without path parameters
 * @param pathParameters the names in braces
 */
record Endpoint(String method, String name, Pattern path, JsonNode definition, List<String> pathParameters) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern BRACES = Pattern.compile("\\{([^}]+)}");

    /** All operations of a contract, in its order. */
    static List<Endpoint> all(JsonNode contract) {
        List<Endpoint> endpoints = new ArrayList<>();
        contract.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> endpoints.add(of(member.getKey(), path.getKey(), member.getValue()))));
        return endpoints;
    }

    private static Endpoint of(String method, String path, JsonNode definition) {
        String pattern = Stream.of(path.split("(?<=/)|(?=/)"))
                .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                .reduce("", String::concat);
        return new Endpoint(
                method.toUpperCase(Locale.ROOT),
                method.toUpperCase(Locale.ROOT) + " " + path,
                Pattern.compile(pattern),
                definition,
                BRACES.matcher(path).results().map(found -> found.group(1)).toList());
    }

    boolean matches(Interaction.Request request) {
        return method.equals(request.method()) && path.matcher(request.path()).matches();
    }

    Collection<String> statuses() {
        Set<String> statuses = new LinkedHashSet<>();
        definition.path("responses").fieldNames().forEachRemaining(statuses::add);
        return statuses;
    }

    /** The names of the query parameters that the contract lists. */
    Collection<String> queryParameters() {
        return definition
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    /** The schema of a request's {@code data}; missing if the operation takes no body. */
    JsonNode requestData() {
        return schema(definition.path("requestBody")).path("properties").path("data");
    }

    /** The schema of the successful response's document; missing if it has none. */
    JsonNode response() {
        return statuses().stream()
                .filter(status -> status.startsWith("2"))
                .findFirst()
                .map(status -> schema(definition.path("responses").path(status)))
                .orElse(MissingNode.getInstance());
    }

    boolean isList() {
        return response().path("properties").path("data").has("items");
    }

    /** The schema of the resource or resources in the response; missing if there are none. */
    JsonNode resource() {
        JsonNode data = response().path("properties").path("data");
        return isList() ? data.path("items") : data;
    }

    /** The type of the resources in the response; null if there are none. */
    @Nullable
    String resourceType() {
        return resource().path("x-resource-type").textValue();
    }

    /** Whether JSON:API applies to it. */
    boolean isJsonApi() {
        return name.contains(" /api/");
    }

    /** The schema of a request's body outside JSON:API; missing if it takes none. */
    JsonNode plainRequest() {
        return isJsonApi() ? MissingNode.getInstance() : schema(definition.path("requestBody"));
    }

    /** The schema of the successful response's body outside JSON:API; missing if it has none. */
    JsonNode plainResponse() {
        return isJsonApi() ? MissingNode.getInstance() : response();
    }

    /** The schema of a request body, or of a response, of its first media type: that of JSON:API is the only one. */
    static JsonNode schema(JsonNode message) {
        return message.path("content")
                .valueStream()
                .findFirst()
                .map(media -> media.path("schema"))
                .orElse(MissingNode.getInstance());
    }
}
