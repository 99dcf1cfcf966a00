package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One request that a consumer sends, and the answer that it needs.
 *
 * @param specification the version of Pact's specification that it is written by: 1 to 4
 * @param consumer whose it is
 * @param description what the consumer calls it
 * @param states what has to be so before
 * @param stateValues the values of those states that it puts into its request or expects in the answer, by their names
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
    /** The same, of a file of that version of the specification. */
    Interaction writtenBy(int specification) {
        return new Interaction(specification, consumer, description, states, stateValues, request, response);
    }

    /**
     * What is sent.
     *
     * @param query the parameters' values by their names, decoded
     * @param headers by their names, whose case does not count
     * @param body missing where there is none; a text where it is not JSON
     */
    public record Request(
            String method, String path, Map<String, List<String>> query, Map<String, String> headers, JsonNode body) {}

    /**
     * What is needed of the answer, which may have more.
     *
     * @param headers by their names, whose case does not count
     * @param body missing where the consumer looks at none
     * @param rules the matchers of the members of the body, an array by their paths, such as {@code $.data[*].id}
     */
    public record Response(int status, Map<String, String> headers, JsonNode body, Map<String, JsonNode> rules) {}
}
