package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A resource in the stub's memory.
 *
 * @param attributes as responses show them
 * @param related the ids at the other end of each relationship, by its name
 * @param since when it came into the memory; the examples' own dates lie years back, and what expires counts from here
 */
record Row(String type, String id, ObjectNode attributes, Map<String, List<String>> related, Instant since) {
    String text(String attribute) {
        return attributes.path(attribute).asText("");
    }

    boolean isNull(String attribute) {
        return attributes.path(attribute).isNull() || attributes.path(attribute).isMissingNode();
    }
}
