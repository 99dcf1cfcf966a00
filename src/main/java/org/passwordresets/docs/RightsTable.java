package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which kinds of applications may use which operation: the contract's {@code x-rights}. */
final class RightsTable {
    private final JsonNode contract;
    private final JsonNode kinds;

    RightsTable(JsonNode contract) {
        this.contract = contract;
        this.kinds = contract.at("/components/securitySchemes/bearerAuth/x-application-kinds");
    }

    String html() {
        return """
                <dl>%s</dl>
                <div class="wide"><table><thead><tr><th>Operation</th>%s</tr></thead><tbody>%s</tbody></table></div>
                """.formatted(
                        kinds.properties().stream()
                                .map(kind -> "<dt><code>%s</code></dt><dd>%s</dd>"
                                        .formatted(
                                                escape(kind.getKey()),
                                                escape(kind.getValue().asText())))
                                .collect(Collectors.joining()),
                        names().map(kind -> "<th><code>" + escape(kind) + "</code></th>")
                                .collect(Collectors.joining()),
                        contract.path("paths")
                                .valueStream()
                                .flatMap(JsonNode::valueStream)
                                .filter(operation -> operation.has("operationId"))
                                .map(this::row)
                                .collect(Collectors.joining()));
    }

    private String row(JsonNode operation) {
        return "<tr><td>%s</td>%s</tr>%n"
                .formatted(
                        LinksTable.name(operation),
                        names().map(kind -> mayUse(kind, operation) ? "<td>yes</td>" : "<td>–</td>")
                                .collect(Collectors.joining()));
    }

    private Stream<String> names() {
        return kinds.properties().stream().map(Map.Entry::getKey);
    }

    private static boolean mayUse(String kind, JsonNode operation) {
        return operation.path("x-rights").valueStream().anyMatch(right -> right.asText()
                .equals(kind));
    }
}
