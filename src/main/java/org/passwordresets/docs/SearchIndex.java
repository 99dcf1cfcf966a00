package org.passwordresets.docs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What the search box of the pages finds. */
final class SearchIndex {
    private final ArrayNode entries = JsonNodeFactory.instance.arrayNode();

    void add(String kind, String title, String text, String address) {
        entries.addObject()
                .put("kind", kind)
                .put("title", title)
                .put("text", text)
                .put("address", address);
    }

    ArrayNode json() {
        return entries;
    }
}
