package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which operations the id in an answer is good for: the contract's links, which the viewer of the reference does not show. */
final class LinksTable {
    private final JsonNode contract;
    private final Map<String, JsonNode> operations = new LinkedHashMap<>();

    LinksTable(JsonNode contract) {
        this.contract = contract;
        contract.path("paths")
                .forEach(path -> path.forEach(member -> {
                    if (member.has("operationId")) {
                        operations.put(member.get("operationId").asText(), member);
                    }
                }));
    }

    String html() {
        return operations.values().stream()
                .filter(operation -> links(operation).findAny().isPresent())
                .map(this::row)
                .collect(Collectors.joining(
                        "", "<table><thead><tr><th>After</th><th>Next</th></tr></thead><tbody>", "</tbody></table>"));
    }

    private String row(JsonNode operation) {
        String next = links(operation)
                .map(link -> link.path("operationId").asText())
                .filter(operations::containsKey)
                .map(id -> name(operations.get(id)))
                .collect(Collectors.joining(", "));
        return "<tr><td>%s</td><td>%s</td></tr>%n".formatted(name(operation), next);
    }

    private Stream<JsonNode> links(JsonNode operation) {
        return operation
                .path("responses")
                .valueStream()
                .flatMap(response -> response.path("links").valueStream())
                .map(link ->
                        link.has("$ref") ? contract.at(link.get("$ref").asText().substring(1)) : link);
    }

    static String name(JsonNode operation) {
        return "<a href=\"%s\">%s</a>"
                .formatted(
                        escape(GuidePage.address(operation)),
                        escape(operation.path("summary").asText()));
    }
}
