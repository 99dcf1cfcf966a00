package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.passwordresets.html.Markdown;
import org.passwordresets.html.Template;

/** Renders a page from its template and the common layout, and adds its headings to the search. */
final class Pages {
    /** The viewer brings its own columns, so it has the whole width. */
    static final String VIEWER = "try.html";

    private static final Template LAYOUT = Template.named("layout");
    private static final Template PROSE = Template.named("prose");
    private static final Pattern HEADING = Pattern.compile("<h([23]) id=\"([^\"]*)\">(.*?)</h\\1>", Pattern.DOTALL);
    private static final List<Entry> ENTRIES = List.of(
            new Entry("Use the API", "index.html", "Guide"),
            new Entry("Use the API", "authentication.html", "Authentication"),
            new Entry("Use the API", "rights.html", "Rights"),
            new Entry("Use the API", "clients.html", "Official clients"),
            new Entry("Use the API", "reference.html", "Reference"),
            new Entry("Use the API", VIEWER, "Try it"),
            new Entry("Use the API", "errors.html", "Errors"),
            new Entry("Use the API", "filters.html", "Filters"),
            new Entry("Use the API", "stub.html", "Stub"),
            new Entry("Use the API", "compatibility.html", "Compatibility"),
            new Entry("Run the server", "deployment.html", "Deployment"),
            new Entry("Run the server", "administration.html", "Administration"),
            new Entry("Run the server", "configuration.html", "Configuration"),
            new Entry("Run the server", "security.html", "Security checklists"),
            new Entry("Run the server", "speed.html", "Speed"),
            new Entry("Change the contract", "extending.html", "Extending"),
            new Entry("Change the contract", "features.html", "OpenAPI features"),
            new Entry("Change the contract", "usage.html", "Usage"),
            new Entry("Change the contract", "changelog.html", "Changelog"));

    private final JsonNode info;
    private final String policy;
    private final Set<String> present;
    private final SearchIndex search;

    /** A page of the navigation, in its group. */
    private record Entry(String group, String name, String label) {}

    /** A page written in Markdown. */
    record Prose(String html) {}

    record Group(String title, List<Link> links) {}

    /** A link of the navigation. */
    record Link(String name, String label, boolean current) {}

    record Layout(
            String policy, String label, String title, String version, List<Group> groups, boolean full, String page) {}

    /** @param present the names of the pages of this site */
    Pages(JsonNode contract, String policy, Set<String> present, SearchIndex search) {
        this.info = contract.path("info");
        this.policy = policy;
        this.present = present;
        this.search = search;
    }

    /** @param content the values for the template with the page's name, or {@link Prose} */
    DocsFile page(String name, Object content) {
        Template template = content instanceof Prose ? PROSE : Template.named(name.replace(".html", ""));
        String page = template.with(content);
        search.addHeadings(label(name), name, page);
        return DocsFile.html(LAYOUT.with(new Layout(
                policy,
                label(name),
                info.path("title").asText(),
                info.path("version").asText(),
                groups(name),
                name.equals(VIEWER),
                scrolling(linked(page)))));
    }

    private static String label(String name) {
        return ENTRIES.stream()
                .filter(entry -> entry.name().equals(name))
                .map(Entry::label)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The navigation does not list " + name));
    }

    private List<Group> groups(String current) {
        Map<String, List<Link>> groups = ENTRIES.stream()
                .filter(entry -> present.contains(entry.name()))
                .collect(Collectors.groupingBy(
                        Entry::group,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                entry -> new Link(
                                        entry.name(),
                                        entry.label(),
                                        entry.name().equals(current)),
                                Collectors.toList())));
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    /** Every heading has a link to itself, for readers to copy. */
    private static String linked(String html) {
        return HEADING.matcher(html)
                .replaceAll(heading -> "<h$1 id=\"$2\">$3<a class=\"link\" href=\"#$2\" aria-label=\"Link to "
                        + Markdown.textOf(heading.group(3)).replaceAll("[\"$\\\\&<>]", "") + "\">#</a></h$1>");
    }

    /** Tables scroll by themselves, not with the page. */
    private static String scrolling(String html) {
        return html.replace("<table", "<div class=\"wide\"><table").replace("</table>", "</table></div>");
    }
}
