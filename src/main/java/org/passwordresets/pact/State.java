package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A provider state: a condition that must hold before an interaction's request is sent.
 *
 * @param name its name in the pact
 * @param parameters by name; none before version 3 of the specification
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
