package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * Where this server follows Commerce Layer, where it differs and why, and which official clients work with it, from the last
 * test run.
 */
record CompatibilityPage(String description, List<Entry> entries, List<Client> clients) {
    record Entry(String tag, String subject, String here, String elsewhere) {
        static Entry of(JsonNode entry) {
            return new Entry(
                    entry.path("tag").asText(),
                    entry.path("subject").asText(),
                    entry.path("here").asText(),
                    entry.path("elsewhere").asText());
        }

        String id() {
            return subject.toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
        }
    }

    record Client(String name, String version, List<String> works, List<String> absent) {
        static Client of(JsonNode client) {
            return new Client(
                    client.path("client").asText(),
                    client.path("version").asText(),
                    client.path("works").valueStream().map(JsonNode::asText).toList(),
                    client.path("absent")
                            .propertyStream()
                            .map(one -> one.getKey() + ": " + one.getValue().asText())
                            .toList());
        }

        int workCount() {
            return works.size();
        }

        int absentCount() {
            return absent.size();
        }
    }

    /** @param clients {@code docs/clients.json}, which {@code make clients} updates */
    static CompatibilityPage of(JsonNode contract, JsonNode clients, SearchIndex search) {
        JsonNode compatibility = contract.path("x-compatibility");
        CompatibilityPage page = new CompatibilityPage(
                compatibility.path("description").asText(),
                compatibility.path("entries").valueStream().map(Entry::of).toList(),
                clients.path("clients").valueStream().map(Client::of).toList());
        page.entries.forEach(entry ->
                search.add("Compatibility", entry.subject(), entry.here(), "compatibility.html#" + entry.id()));
        page.clients.forEach(client -> search.add(
                "Compatibility", client.name(), "version " + client.version(), "compatibility.html#clients"));
        return page;
    }
}
