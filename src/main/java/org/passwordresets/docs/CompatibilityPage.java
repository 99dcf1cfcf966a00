package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;
import static org.passwordresets.docs.Markdown.inline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Where this server follows Commerce Layer, where it had to decide for itself, and why. */
final class CompatibilityPage {
    private final JsonNode compatibility;
    private final SearchIndex search;

    CompatibilityPage(JsonNode contract, SearchIndex search) {
        this.compatibility = contract.path("x-compatibility");
        this.search = search;
    }

    String html() {
        StringBuilder rows = new StringBuilder();
        compatibility.path("entries").forEach(entry -> rows.append(row(entry)));
        return """
                <h1>Compatibility</h1>
                %s
                <div class="wide"><table class="compatibility">
                <thead><tr><th></th><th>subject</th><th>here</th><th>elsewhere, and why</th></tr></thead>
                <tbody>%s</tbody>
                </table></div>
                """.formatted(Markdown.html(compatibility.path("description").asText()), rows);
    }

    private String row(JsonNode entry) {
        String subject = entry.path("subject").asText();
        String id =
                subject.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String here = entry.path("here").asText();
        search.add("Compatibility", subject, here, "compatibility.html#" + id);
        return "<tr id=\"%s\"><td><span class=\"tag %s\">%s</span></td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        id,
                        escape(entry.path("tag").asText()),
                        escape(entry.path("tag").asText()),
                        inline(subject),
                        inline(here),
                        inline(entry.path("elsewhere").asText()));
    }
}
