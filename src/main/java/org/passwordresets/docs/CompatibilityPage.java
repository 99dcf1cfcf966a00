package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;
import static org.passwordresets.docs.Markdown.inline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * Where this server follows Commerce Layer, where it had to decide for itself, and why; and which of the official clients
 * were run against it, as their last run wrote it down.
 */
final class CompatibilityPage {
    private final JsonNode compatibility;
    private final JsonNode clients;
    private final SearchIndex search;

    /** @param clients {@code docs/clients.json}, which {@code make clients} keeps up to date */
    CompatibilityPage(JsonNode contract, JsonNode clients, SearchIndex search) {
        this.compatibility = contract.path("x-compatibility");
        this.clients = clients.path("clients");
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
                <h2 id="clients">The official clients</h2>
                <p>Each was installed from npm and run against this server unchanged. What is listed was seen to work.</p>
                <div class="wide"><table class="compatibility">
                <thead><tr><th>client</th><th>version</th><th>works</th><th>has nothing here to talk to</th></tr></thead>
                <tbody>%s</tbody>
                </table></div>
                """.formatted(Markdown.html(compatibility.path("description").asText()), rows, clientRows());
    }

    private String clientRows() {
        StringBuilder rows = new StringBuilder();
        clients.forEach(client -> {
            String name = client.path("client").asText();
            search.add(
                    "Compatibility", name, "version " + client.path("version").asText(), "compatibility.html#clients");
            StringBuilder works = new StringBuilder();
            client.path("works").forEach(work -> works.append(item(work.asText())));
            StringBuilder absent = new StringBuilder();
            client.path("absent")
                    .properties()
                    .forEach(one -> absent.append(
                            item(one.getKey() + ": " + one.getValue().asText())));
            rows.append("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                    .formatted(
                            escape(name),
                            escape(client.path("version").asText()),
                            folded(client.path("works").size() + " checks", works),
                            folded(client.path("absent").size() + " functions", absent)));
        });
        return rows.toString();
    }

    private static String item(String text) {
        return "<li>" + escape(text) + "</li>";
    }

    private static String folded(String summary, StringBuilder items) {
        return "<details><summary>" + summary + "</summary><ul>" + items + "</ul></details>";
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
