package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.filter.Predicate;

/** What lists can be filtered and sorted by, and what can be included. */
final class FiltersPage {
    private final ContractBundle contract;
    private final SearchIndex search;

    FiltersPage(ContractBundle contract, SearchIndex search) {
        this.contract = contract;
        this.search = search;
    }

    String html() {
        return """
                <h1>Filters, sorting, includes</h1>
                %s
                %s
                """.formatted(
                        Markdown.html(descriptionWithTable()),
                        contract.resourceTypes().stream().map(this::type).collect(Collectors.joining()));
    }

    /** The predicates are described once, at the first list that takes them; what stands before is about that list. */
    private String descriptionWithTable() {
        for (JsonNode path : contract.document().path("paths")) {
            for (JsonNode operation : path) {
                String description = operation.path("description").asText();
                int table = description.indexOf("| predicates |");
                if (table > 0) {
                    int paragraph = description.lastIndexOf("\n\n", table - 3);
                    return description.substring(Math.max(0, paragraph));
                }
            }
        }
        return "";
    }

    private String type(ResourceType type) {
        search.add(
                "Filters",
                type.name(),
                "Filters, sorting and includes of " + type.name(),
                "filters.html#" + type.name());
        return """
                <h2 id="%1$s"><code>%1$s</code></h2>
                <div class="wide"><table>
                <thead><tr><th>attribute</th><th>sort</th><th>filter predicates</th></tr></thead>
                <tbody>%2$s</tbody>
                </table></div>
                %3$s
                """.formatted(
                        escape(type.name()),
                        type.attributes().values().stream()
                                .filter(attribute -> attribute.filterable() || attribute.sortable())
                                .map(FiltersPage::attribute)
                                .collect(Collectors.joining()),
                        relationships(type));
    }

    private static String attribute(Attribute attribute) {
        return "<tr><td><code>%s</code></td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        escape(attribute.name()),
                        attribute.sortable() ? "yes" : "–",
                        predicates(attribute.predicates()));
    }

    private static String predicates(Set<Predicate> predicates) {
        Map<String, List<String>> families = predicates.stream()
                .map(Predicate::text)
                .collect(Collectors.groupingBy(
                        name -> name.replaceFirst("_(any|all)$", ""), LinkedHashMap::new, Collectors.toList()));
        return families.keySet().stream()
                .map(name ->
                        "<code>%s</code>%s".formatted(name, families.get(name).size() > 1 ? "<sup>±</sup>" : ""))
                .collect(Collectors.joining(" "));
    }

    private static String relationships(ResourceType type) {
        String note =
                "<p class=\"note\"><sup>±</sup> also with <code>_any</code> or <code>_all</code> (some have one of them).</p>";
        if (type.relationships().isEmpty()) {
            return note;
        }
        return note
                + type.relationships().values().stream()
                        .map(relationship -> "<li><code>%s</code> → <a href=\"#%s\"><code>%s</code></a>%s%s</li>"
                                .formatted(
                                        escape(relationship.name()),
                                        escape(relationship.relatedType()),
                                        escape(relationship.relatedType()),
                                        relationship.includable() ? ", can be included" : "",
                                        relationship.filterable() ? ", filters go through it by its name" : ""))
                        .collect(Collectors.joining("", "<p>Relationships:</p><ul>", "</ul>"));
    }
}
