package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request that a consumer sends, and the answer that it needs.
 *
 * @param consumer whose it is
 * @param description what the consumer calls it
 * @param request provider-state values in it count as their examples
 */
public record Interaction(String consumer, String description, Request request, Response response) {
    /**
     * What is sent.
     *
     * @param query the parameters' values by their names, decoded
     * @param headers by their names, whose case does not count
     * @param body missing where there is none
     */
    public record Request(
            String method, String path, Map<String, List<String>> query, Map<String, String> headers, JsonNode body) {
        private static Request of(JsonNode request) {
            Map<String, List<String>> query = new LinkedHashMap<>();
            request.path("query")
                    .properties()
                    .forEach(parameter -> query.put(
                            parameter.getKey(),
                            parameter
                                    .getValue()
                                    .valueStream()
                                    .map(JsonNode::asText)
                                    .toList()));
            return new Request(
                    request.path("method").asText(),
                    request.path("path").asText(),
                    query,
                    headersOf(request),
                    request.path("body").path("content"));
        }
    }

    /**
     * What is needed of the answer, which may have more.
     *
     * @param headers by their names, whose case does not count
     * @param body missing where the consumer looks at none
     * @param rules by what the members of the body are matched, by their paths, such as {@code $.data.id}
     */
    public record Response(int status, Map<String, String> headers, JsonNode body, Map<String, JsonNode> rules) {
        private static Response of(JsonNode response) {
            Map<String, JsonNode> rules = new LinkedHashMap<>();
            response.path("matchingRules")
                    .path("body")
                    .properties()
                    .forEach(rule -> rules.put(rule.getKey(), rule.getValue().path("matchers")));
            return new Response(
                    response.path("status").asInt(),
                    headersOf(response),
                    response.path("body").path("content"),
                    rules);
        }
    }

    static Interaction of(String consumer, JsonNode interaction) {
        return new Interaction(
                consumer,
                interaction.path("description").asText(),
                Request.of(interaction.path("request")),
                Response.of(interaction.path("response")));
    }

    private static Map<String, String> headersOf(JsonNode message) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(),
                        String.join(
                                ", ",
                                header.getValue()
                                        .valueStream()
                                        .map(JsonNode::asText)
                                        .toList())));
        return headers;
    }
}
