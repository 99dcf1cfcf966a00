package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Ties the parts of a compound document together, which no schema does: JSON:API requires that linkage leads to every included
 * resource ("Compound Documents"), and that none occurs twice.
 */
final class FullLinkage {
    private FullLinkage() {}

    /** The document with the included resources that its linkage names, if it stays valid; otherwise the document. */
    static JsonNode of(JsonNode value, Predicate<JsonNode> isValid) {
        if (!(value instanceof ObjectNode document)
                || !document.path("included").isArray()) {
            return value;
        }
        ObjectNode linked = document.deepCopy();
        ArrayNode included = linked.putArray("included");
        List<JsonNode> identifiers = new ArrayList<>();
        linkage(document.path("data"), identifiers);
        Set<String> known = new HashSet<>();
        document.get("included").forEach(resource -> identifiers.stream()
                .filter(identifier -> identifier.path("type").equals(resource.path("type")))
                .filter(identifier -> known.add(identifier.path("type") + "/" + identifier.path("id")))
                .findFirst()
                .ifPresent(identifier ->
                        included.add(((ObjectNode) resource.deepCopy()).set("id", identifier.path("id")))));
        return isValid.test(linked) ? linked : value;
    }

    private static void linkage(JsonNode node, List<JsonNode> identifiers) {
        node.path("relationships").forEach(relationship -> {
            JsonNode data = relationship.path("data");
            (data.isArray() ? data : List.of(data)).forEach(identifier -> {
                if (identifier.has("id")) {
                    identifiers.add(identifier);
                }
            });
        });
        if (node.isArray()) {
            node.forEach(resource -> linkage(resource, identifiers));
        }
    }
}
