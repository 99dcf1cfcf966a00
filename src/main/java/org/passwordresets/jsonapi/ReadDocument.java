package org.passwordresets.jsonapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.passwordresets.contract.Violation;

/**
 * A request's document after parsing.
 *
 * @param tree the document without invalid attributes
 * @param bytes the tree as JSON
 * @param violations what is invalid about the removed attributes
 */
record ReadDocument(JsonNode tree, byte[] bytes, List<Violation> violations) {
    ReadDocument {
        violations = List.copyOf(violations);
    }

    JsonNode attributes() {
        return tree.path("data").path("attributes");
    }

    boolean mentions(String attribute) {
        return attributes().has(attribute) || violations.stream().anyMatch(violation -> violation.isAt(attribute));
    }

    /** Omits the document, which may contain a password or a token. */
    @Override
    public String toString() {
        return "ReadDocument[" + violations + "]";
    }
}
