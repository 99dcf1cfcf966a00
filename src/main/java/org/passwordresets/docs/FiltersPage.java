package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.contract.Relationship;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.filter.Predicate;

/** How lists can be filtered and sorted, and what can be included. */
record FiltersPage(String description, List<Type> types) {
    /** A row of the table of predicates in the contract. */
    private static final Pattern PREDICATES = Pattern.compile("(?m)^\\|((?: ?`\\w+`,?)+) \\|(.*)\\|$");

    private static final Pattern PREDICATE = Pattern.compile("`(\\w+)`");

    record Type(String name, List<Attribute> attributes, Collection<Relationship> relationships) {
        boolean hasRelationships() {
            return !relationships.isEmpty();
        }
    }

    record Attribute(String name, boolean sortable, List<Family> predicates) {}

    /** A predicate, and whether it has variants for several values. */
    record Family(String name, boolean hasMore) {}

    static FiltersPage of(ContractBundle contract, SearchIndex search) {
        List<Type> types = ResourceType.all(contract.resolved()).values().stream()
                .map(FiltersPage::type)
                .toList();
        String description = description(contract.document());
        PREDICATES.matcher(description).results().forEach(row -> PREDICATE
                .matcher(row.group(1))
                .results()
                .forEach(predicate -> search.add(
                        "Filter",
                        predicate.group(1),
                        "matches if the attribute … " + row.group(2),
                        "filters.html#predicates")));
        return new FiltersPage(description, types);
    }

    /** The first list with filters describes the predicates. The text before that is about the list itself. */
    private static String description(JsonNode contract) {
        return contract.findValuesAsText("description").stream()
                .filter(description -> description.contains("| predicates |"))
                .findFirst()
                .map(description -> description.substring(
                        Math.max(0, description.lastIndexOf("\n\n", description.indexOf("| predicates |") - 3))))
                .orElse("");
    }

    private static Type type(ResourceType type) {
        return new Type(
                type.name(),
                type.attributes().values().stream()
                        .filter(attribute -> attribute.filterable() || attribute.sortable())
                        .map(attribute ->
                                new Attribute(attribute.name(), attribute.sortable(), families(attribute.predicates())))
                        .toList(),
                type.relationships().values());
    }

    private static List<Family> families(Set<Predicate> predicates) {
        Map<String, Long> sizes = predicates.stream()
                .collect(Collectors.groupingBy(
                        predicate -> predicate.text().replaceFirst("_(any|all)$", ""),
                        LinkedHashMap::new,
                        Collectors.counting()));
        return sizes.entrySet().stream()
                .map(family -> new Family(family.getKey(), family.getValue() > 1))
                .toList();
    }
}
