package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A resource in the stub's memory.
 *
 * @param attributes the attributes in responses
 * @param related the ids of the related resources, by relationship
 * @param since when the row was added; expiry counts from here, because the dates in the examples are years old
 */
record Row(String type, String id, ObjectNode attributes, Map<String, List<String>> related, Instant since) {
    String text(String attribute) {
        return attributes.path(attribute).asText("");
    }

    boolean isNull(String attribute) {
        return attributes.path(attribute).isNull() || attributes.path(attribute).isMissingNode();
    }
}
