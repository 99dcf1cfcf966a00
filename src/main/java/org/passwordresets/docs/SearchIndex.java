package org.passwordresets.docs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.passwordresets.html.Markdown;

/** The entries of the pages' search box. They are plain text: Markdown is removed. */
final class SearchIndex {
    private static final Pattern HEADING = Pattern.compile("<h[23] id=\"([^\"]*)\">(.*?)</h[23]>", Pattern.DOTALL);
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_]+");
    private static final int MAX_TEXT = 160;

    private final ArrayNode entries = JsonNodeFactory.instance.arrayNode();

    /** @param title in Markdown, as is the text, whose beginning the entry shows */
    void add(String kind, String title, String text, String address) {
        entry(kind, Markdown.text(title), text, address);
    }

    /** @param alias another name that leads here, such as that of an environment variable */
    void add(String kind, String title, String alias, String text, String address) {
        entry(kind, title, text, address).put("alias", alias);
    }

    /** Adds every heading of a page that has an anchor and no entry yet, with the words below it. */
    void addHeadings(String kind, String page, String html) {
        Set<String> known = Set.copyOf(entries.findValuesAsText("address"));
        List<MatchResult> headings = HEADING.matcher(html).results().toList();
        for (int i = 0; i < headings.size(); i++) {
            MatchResult heading = headings.get(i);
            int end = i + 1 < headings.size() ? headings.get(i + 1).start() : html.length();
            String address = page + "#" + heading.group(1);
            String below = Markdown.textOf(html.substring(heading.end(), end));
            if (!known.contains(address)) {
                entry(kind, Markdown.textOf(heading.group(2)), "", address)
                        .put("text", beginning(below))
                        .put("body", words(below));
            }
        }
    }

    private ObjectNode entry(String kind, String title, String text, String address) {
        return entries.addObject()
                .put("kind", kind)
                .put("title", title)
                .put("text", beginning(Markdown.text(text)))
                .put("address", address);
    }

    private static String beginning(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT).replaceFirst("\\S*$", "…");
    }

    private static String words(String text) {
        return BETWEEN_WORDS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** A script, because pages that are opened as files may not load anything else. */
    String script() {
        return "window.searchIndex = " + entries + ";\n";
    }
}
