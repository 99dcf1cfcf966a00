package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.html.Template;

/** Renders a page from its template and the common layout. */
final class Pages {
    private static final Template LAYOUT = Template.named("layout");
    private static final Template PROSE = Template.named("prose");

    private final Map<String, String> labels = new LinkedHashMap<>();
    private final JsonNode info;
    private final String policy;

    /** A page written in Markdown. */
    record Prose(String html) {}

    /** A link in the navigation bar. */
    record Link(String name, String label, boolean current) {}

    record Layout(String policy, String label, String title, String version, List<Link> links, String page) {}

    Pages(JsonNode contract, String policy, boolean usage) {
        labels.put("index.html", "Guide");
        labels.put("reference.html", "Reference");
        labels.put("errors.html", "Errors");
        labels.put("filters.html", "Filters");
        labels.put("extending.html", "Extending");
        labels.put("deployment.html", "Deployment");
        labels.put("configuration.html", "Configuration");
        labels.put("compatibility.html", "Compatibility");
        if (usage) {
            labels.put("usage.html", "Usage");
        }
        labels.put("changelog.html", "Changelog");
        this.info = contract.path("info");
        this.policy = policy;
    }

    /** @param content the values for the template with the page's name, or {@link Prose} */
    DocsFile page(String name, Object content) {
        Template template = content instanceof Prose ? PROSE : Template.named(name.replace(".html", ""));
        return DocsFile.html(LAYOUT.with(new Layout(
                policy,
                labels.get(name),
                info.path("title").asText(),
                info.path("version").asText(),
                labels.entrySet().stream()
                        .map(page -> new Link(
                                page.getKey(), page.getValue(), page.getKey().equals(name)))
                        .toList(),
                template.with(content))));
    }
}
