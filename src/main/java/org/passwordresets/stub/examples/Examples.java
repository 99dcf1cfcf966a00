package org.passwordresets.stub.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.passwordresets.contract.Operation;
import org.passwordresets.jsonapi.JsonApi;
import org.passwordresets.stub.sample.NoSampleException;
import org.passwordresets.stub.sample.SchemaSamples;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The examples that the contract has for one operation: named requests and named responses. A request and a response with the
 * same name belong together.
 */
final class Examples {
    private static final Logger LOG = LoggerFactory.getLogger(Examples.class);
    /** The name of a declared response without an example. */
    private static final String UNNAMED = "";

    private final ExampleRequests requests;
    private final List<Response> responses = new ArrayList<>();
    /** The responses for every status of a range, such as {@code 4XX}, or for all others. */
    private final Map<String, List<Response>> ranges = new HashMap<>();

    private final String path;
    private final List<String> servers;
    private final Supplier<Map<String, JsonNode>> resourceSchemas;

    /**
     * An example response.
     *
     * @param name the name of the example; empty if the response is generated from the schema
     * @param status the status of the response
     * @param body missing if the response has no body
     * @param template the template of the body
     * @param location the template of {@code data.links.self}; null if there is none
     * @param headers the headers with an example in the contract
     */
    record Response(
            String name,
            int status,
            JsonNode body,
            ResponseTemplate template,
            @Nullable ResponseTemplate location,
            Map<String, String> headers) {
        boolean isSuccess() {
            return status < 300;
        }

        boolean isNamed() {
            return !name.equals(UNNAMED);
        }

        /** The included relationships, named as in {@code include}. */
        Set<String> included() {
            Set<String> included = new LinkedHashSet<>();
            JsonNode resource = body.path("data").isArray() ? body.path("data").path(0) : body.path("data");
            resource.path("relationships").properties().forEach(relationship -> {
                if (relationship.getValue().has("data")) {
                    included.add(relationship.getKey());
                }
            });
            return included;
        }
    }

    /** @param resourceSchemas the schema of each resource type, collected when first needed */
    Examples(Operation operation, List<String> servers, Supplier<Map<String, JsonNode>> resourceSchemas) {
        this.servers = servers;
        this.path = operation.path();
        this.resourceSchemas = resourceSchemas;
        JsonNode definition = operation.definition();
        this.requests = new ExampleRequests(definition);
        definition.path("responses").properties().forEach(response -> {
            if (response.getKey().matches("[2-5]\\d\\d")) {
                addResponses(Integer.parseInt(response.getKey()), response.getValue(), operation.path(), servers);
            }
        });
        definition.path("responses").properties().forEach(response -> {
            if (response.getKey().matches("[2-5]XX|default")) {
                int first = responses.size();
                addResponses(statusOf(response.getKey()), response.getValue(), operation.path(), servers);
                ranges.put(response.getKey(), List.copyOf(responses.subList(first, responses.size())));
            }
        });
    }

    /** An ordinary status of a range. Nobody asks for the default unless something is wrong. */
    private static int statusOf(String range) {
        return range.equals("default") ? 500 : 100 * Character.digit(range.charAt(0), 10);
    }

    static JsonNode media(JsonNode bodyOrResponse) {
        return bodyOrResponse.path("content").path(JsonApi.MEDIA_TYPE);
    }

    static Map<String, JsonNode> named(JsonNode mediaOrParameter) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        mediaOrParameter
                .path("examples")
                .properties()
                .forEach(example ->
                        values.put(example.getKey(), example.getValue().path("value")));
        return values;
    }

    private void addResponses(int status, JsonNode response, String path, List<String> servers) {
        JsonNode media = media(response);
        Map<String, JsonNode> bodies = named(media);
        if (bodies.isEmpty()) {
            bodies = Map.of(UNNAMED, unnamed(media, path));
        }
        bodies.forEach((name, body) -> responses.add(response(name, status, body, headers(response), path, servers)));
    }

    private JsonNode unnamed(JsonNode media, String path) {
        if (media.has("example")) {
            return media.get("example");
        }
        JsonNode schema = media.path("schema");
        try {
            return schema.isMissingNode()
                    ? schema
                    : new MadeUpDocument(resourceSchemas(), 0)
                            .consistent(
                                    SchemaSamples.OF_RESOLVED.typical(schema).deepCopy(), schema, path, Set.of());
        } catch (NoSampleException e) {
            LOG.warn("{}: a response has no body, because it has no example. {}", path, e.getMessage());
            return MissingNode.getInstance();
        }
    }

    private static Map<String, String> headers(JsonNode response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.path("headers").properties().forEach(header -> {
            if (header.getValue().has("example")) {
                headers.put(header.getKey(), header.getValue().get("example").asText());
            }
        });
        // Location is rendered for each response, and Cache-Control is set on every one.
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Location") || name.equalsIgnoreCase("Cache-Control"));
        return Collections.unmodifiableMap(headers);
    }

    static Response response(
            String name, int status, JsonNode body, Map<String, String> headers, String path, List<String> servers) {
        JsonNode self = body.path("data").path("links").path("self");
        return new Response(
                name,
                status,
                body,
                ResponseTemplate.of(body, path, servers),
                status == 201 && self.isTextual() ? ResponseTemplate.of(self, path, servers) : null,
                headers);
    }

    ExampleRequests requests() {
        return requests;
    }

    /** The response with this name and, if given, this status. */
    Optional<Response> named(String name, @Nullable Integer status) {
        return responses.stream()
                .filter(response -> response.isNamed() && response.name().equals(name))
                .filter(response -> status == null || response.status() == status)
                .findFirst();
    }

    /** All responses with this status, in the contract's order; without any, those of its range. */
    List<Response> withStatus(int status) {
        List<Response> exact = responses.stream()
                .filter(response -> response.status() == status)
                .toList();
        return exact.isEmpty()
                ? ranges.getOrDefault(status / 100 + "XX", ranges.getOrDefault("default", List.of())).stream()
                        .map(response -> withStatus(status, response))
                        .toList()
                : exact;
    }

    /** The errors in its body have the same status. */
    private Response withStatus(int status, Response response) {
        JsonNode body = response.body().deepCopy();
        body.path("errors").forEach(error -> {
            if (error.has("status")) {
                ((ObjectNode) error).put("status", Integer.toString(status));
            }
        });
        return response(response.name(), status, body, response.headers(), path, servers);
    }

    /** All successful responses, in the contract's order. */
    List<Response> successes() {
        return responses.stream().filter(Response::isSuccess).toList();
    }

    /** The addresses with which links in the examples begin. */
    List<String> servers() {
        return servers;
    }

    /** The schema of each resource type. */
    Map<String, JsonNode> resourceSchemas() {
        return resourceSchemas.get();
    }

    /** The statuses that the contract declares. */
    List<Integer> statuses() {
        return responses.stream().map(Response::status).distinct().toList();
    }

    /** The names of all responses. */
    List<String> names() {
        return responses.stream()
                .filter(Response::isNamed)
                .map(Response::name)
                .distinct()
                .toList();
    }
}
