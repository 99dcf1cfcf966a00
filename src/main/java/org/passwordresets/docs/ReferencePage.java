package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every resource with its attributes and every operation with its parameters, examples and errors, as plain HTML.
 *
 * @param server the address in the examples, which the page replaces by its own server's; null if no server serves it
 * @param workflows whether the docs have the workflows
 * @param errorsPage whether the Errors page explains the codes
 */
record ReferencePage(
        String version,
        @Nullable String server,
        boolean samples,
        boolean workflows,
        boolean errorsPage,
        List<Section> sections) {
    /** The resources and operations of a tag. */
    record Section(
            String name, String description, List<ResourceTable> resources, List<ReferenceOperation> operations) {}

    static ReferencePage of(JsonNode contract, TryIt tryIt, boolean workflows, boolean errorsPage, SearchIndex search) {
        Definitions definitions = new Definitions(contract);
        Samples samples = Samples.of(contract);
        Map<String, List<ReferenceOperation>> byTag = new LinkedHashMap<>();
        contract.path("tags").forEach(tag -> byTag.put(tag.path("name").asText(), new ArrayList<>()));
        ReferenceOperation.all(definitions, samples)
                .forEach(operation -> byTag.computeIfAbsent(operation.tag(), tag -> new ArrayList<>())
                        .add(operation));
        Map<String, ResourceTable> resources = ResourceTable.all(definitions);
        List<Section> sections = byTag.entrySet().stream()
                .filter(tag -> !tag.getValue().isEmpty())
                .map(tag -> new Section(
                        tag.getKey(),
                        description(contract, tag.getKey()),
                        taken(resources, byTag.keySet(), tag),
                        tag.getValue()))
                .toList();
        ReferencePage page = new ReferencePage(
                contract.path("info").path("version").asText(),
                tryIt.isServed() ? samples.server() : null,
                samples.hasSdk(),
                workflows,
                errorsPage,
                sections);
        page.addTo(search);
        return page;
    }

    private static String description(JsonNode contract, String tag) {
        return contract.path("tags")
                .valueStream()
                .filter(one -> one.path("name").asText().equals(tag))
                .map(one -> one.path("description").asText())
                .findFirst()
                .orElse("");
    }

    /** A resource stands in the section of its name; without one, where an operation first returns it. */
    private static List<ResourceTable> taken(
            Map<String, ResourceTable> resources,
            Iterable<String> tags,
            Map.Entry<String, List<ReferenceOperation>> tag) {
        List<ResourceTable> taken = new ArrayList<>();
        tag.getValue().stream()
                .map(ReferenceOperation::resourceType)
                .filter(type -> type.equals(tag.getKey()) || !contains(tags, type))
                .forEach(type -> {
                    ResourceTable table = resources.remove(type);
                    if (table != null) {
                        taken.add(table);
                    }
                });
        return taken;
    }

    private static boolean contains(Iterable<String> tags, String type) {
        for (String tag : tags) {
            if (tag.equals(type)) {
                return true;
            }
        }
        return false;
    }

    private void addTo(SearchIndex search) {
        sections.forEach(section -> {
            section.operations().forEach(operation -> operation.addTo(search));
            section.resources().forEach(resource -> resource.addTo(search));
        });
        Map<String, String> parameters = new LinkedHashMap<>();
        sections.forEach(section -> section.operations().forEach(operation -> operation.parameters().stream()
                .filter(parameter -> parameters.putIfAbsent(parameter.name(), operation.id()) == null)
                .forEach(parameter -> search.add(
                        "Parameter", parameter.name(), parameter.description(), "reference.html#" + operation.id()))));
    }
}
