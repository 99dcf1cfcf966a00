package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;
import static org.passwordresets.docs.Markdown.inline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Every key of the server's own configuration, as the sources of its records describe them. */
final class ConfigurationPage {
    private final JsonNode configurations;
    private final String frameworkSettings;
    private final SearchIndex search;

    /** The configurations are what the build reads from the sources. */
    ConfigurationPage(JsonNode configurations, String frameworkSettings, SearchIndex search) {
        this.configurations = configurations;
        this.frameworkSettings = frameworkSettings;
        this.search = search;
    }

    String html() {
        StringBuilder groups = new StringBuilder();
        configurations.forEach(configuration -> groups.append(group(configuration)));
        return """
                <h1>Configuration</h1>
                <p class="lead">Each key may stand in <code>application.yml</code>, be given to <code>java</code> as
                <code>-Dkey=value</code>, or come from the environment variable beside it. Times are written as
                <code>30s</code>, <code>10m</code>, <code>2h</code>.</p>
                %s
                <h2 id="framework">Settings of the framework</h2>
                <p>What the server sets of Micronaut, the connection pool and Flyway; all of it can be overridden the same way.</p>
                <pre><code>%s</code></pre>
                """.formatted(groups, escape(frameworkSettings));
    }

    private String group(JsonNode configuration) {
        String prefix = configuration.path("prefix").asText();
        StringBuilder rows = new StringBuilder();
        configuration.path("keys").forEach(key -> rows.append(row(prefix, key)));
        return """
                <h2 id="%1$s"><code>%1$s</code></h2>
                <p>%2$s</p>
                <div class="wide"><table>
                <thead><tr><th>key</th><th>default</th><th>what it is</th></tr></thead>
                <tbody>%3$s</tbody>
                </table></div>
                """.formatted(
                        escape(prefix), inline(configuration.path("summary").asText()), rows);
    }

    private String row(String prefix, JsonNode key) {
        String name = prefix + "." + key.path("name").asText();
        String description = key.path("description").asText();
        search.add("Configuration", name, description, "configuration.html#" + name);
        return """
                <tr id="%s"><td><code>%s</code><br><code class="quiet">%s</code></td><td>%s</td><td>%s <span class="quiet">(%s)</span></td></tr>
                """.formatted(
                escape(name),
                escape(name),
                escape(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")),
                key.has("default")
                        ? "<code>%s</code>".formatted(escape(key.path("default").asText()))
                        : "–",
                inline(description),
                escape(key.path("type").asText()));
    }
}
