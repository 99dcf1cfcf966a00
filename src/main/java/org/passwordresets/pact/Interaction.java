package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One request of a consumer, and the response that it expects.
 *
 * @param specification the version of the Pact specification: 1 to 4
 * @param consumer the name of the consumer
 * @param description what the consumer calls it
 * @param states the required provider states
 * @param stateValues the values from these states that the request contains or the response must have, by name
 * @param request provider-state values in it count as their examples
 */
public record Interaction(
        int specification,
        String consumer,
        String description,
        List<State> states,
        Set<String> stateValues,
        Request request,
        Response response) {
    /** The interaction as from a file with this version of the specification. */
    Interaction writtenBy(int specification) {
        return new Interaction(specification, consumer, description, states, stateValues, request, response);
    }

    /**
     * The request.
     *
     * @param query the decoded values by parameter name
     * @param headers by name, case-insensitive
     * @param body missing if there is none; the fields of a form as an object; text if it is neither JSON nor a form
     */
    public record Request(
            String method, String path, Map<String, List<String>> query, Map<String, String> headers, JsonNode body) {}

    /**
     * The expected response. The actual one may contain more.
     *
     * @param headers by name, case-insensitive
     * @param body missing if the consumer ignores the body
     * @param rules the matchers for members of the body, an array for each path, such as {@code $.data[*].id}
     */
    public record Response(int status, Map<String, String> headers, JsonNode body, Map<String, JsonNode> rules) {}
}
