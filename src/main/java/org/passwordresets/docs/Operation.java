package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An operation in the Guide's lists.
 *
 * @param next the operations that take the id from its response: the contract's links, which the viewer does not show
 */
record Operation(String method, String path, Link link, List<Link> next) {
    /** The operation's address and title in the reference. */
    record Link(String address, String summary) {
        static Link of(JsonNode operation) {
            return new Link(
                    "reference.html#" + operation.path("operationId").asText(),
                    operation.path("summary").asText());
        }
    }

    String verb() {
        return method.toUpperCase(Locale.ROOT);
    }

    static List<Operation> all(JsonNode contract) {
        Map<String, Link> links = new HashMap<>();
        contract.path("paths")
                .forEach(path -> path.forEach(
                        member -> links.put(member.path("operationId").asText(), Link.of(member))));
        return contract.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(member -> member.getValue().has("operationId"))
                        .map(member -> new Operation(
                                member.getKey(),
                                path.getKey(),
                                Link.of(member.getValue()),
                                next(member.getValue(), contract)
                                        .filter(links::containsKey)
                                        .map(links::get)
                                        .toList())))
                .toList();
    }

    private static Stream<String> next(JsonNode operation, JsonNode contract) {
        return operation
                .path("responses")
                .valueStream()
                .flatMap(response -> response.path("links").valueStream())
                .map(link ->
                        link.has("$ref") ? contract.at(link.get("$ref").asText().substring(1)) : link)
                .map(link -> link.path("operationId").asText());
    }
}
