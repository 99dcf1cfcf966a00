package org.passwordresets.docs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Pattern;

/** The entries of the pages' search box. */
final class SearchIndex {
    private static final Pattern HEADING = Pattern.compile("<h[23] id=\"([^\"]*)\">(.*?)</h[23]>");

    private final ArrayNode entries = JsonNodeFactory.instance.arrayNode();

    void add(String kind, String title, String text, String address) {
        entries.addObject()
                .put("kind", kind)
                .put("title", title)
                .put("text", text)
                .put("address", address);
    }

    /** Adds every heading of a page that has an anchor. */
    void addHeadings(String kind, String page, String html) {
        HEADING.matcher(html)
                .results()
                .forEach(heading -> add(kind, heading.group(2), "", page + "#" + heading.group(1)));
    }

    ArrayNode json() {
        return entries;
    }
}
