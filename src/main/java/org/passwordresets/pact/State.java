package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A provider state: what has to be so before an interaction's request is sent.
 *
 * @param name what the pact calls it
 * @param parameters by their names; none before version 3 of the specification
 */
record State(String name, Map<String, JsonNode> parameters) {
    @Override
    public String toString() {
        return parameters.isEmpty()
                ? name
                : parameters.entrySet().stream()
                        .map(parameter ->
                                parameter.getKey() + "=" + parameter.getValue().asText())
                        .collect(Collectors.joining(", ", name + " (", ")"));
    }
}
