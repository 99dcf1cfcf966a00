package org.passwordresets.jsonapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.passwordresets.contract.Violation;

/**
 * A request's document as it was read.
 *
 * @param tree what is valid of it: attributes that break a rule are taken out
 * @param bytes the tree as JSON
 * @param violations what was wrong with the others
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

    /** Without the document, which may hold a password or a token. */
    @Override
    public String toString() {
        return "ReadDocument[" + violations + "]";
    }
}
