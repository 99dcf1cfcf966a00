package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A resource type with all its attributes: what requests and responses do with each, and what lists do. */
final class ResourceTable {
    private final String name;
    private final String description;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<Relation> relations;

    /**
     * @param returned the attribute in responses; null if only requests have it
     * @param created the attribute in the request that creates a resource
     * @param updated the attribute in the request that changes one
     */
    private record Row(Member returned, Member created, Member updated) {
        Member any() {
            return Stream.of(returned, updated, created)
                    .filter(one -> one != null)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** An attribute's line in the table. */
    record Line(
            String anchor,
            Member member,
            boolean nullable,
            String creatable,
            boolean updatable,
            boolean returned,
            boolean filterable,
            boolean sortable,
            String storefronts) {}

    /** A relationship of the resource. */
    record Relation(
            String anchor,
            String name,
            String description,
            String type,
            boolean many,
            boolean includable,
            boolean filterable) {}

    private ResourceTable(String name, Definitions definitions, JsonNode resource) {
        this.name = name;
        this.description = resource.path("description").asText();
        JsonNode id = resource.path("properties").path("id");
        if (!id.isMissingNode()) {
            rows.put("id", new Row(definitions.member("id", id, true), null, null));
        }
        definitions
                .allMembers(resource.path("properties").path("attributes"))
                .forEach(member -> rows.put(member.name(), new Row(member, null, null)));
        this.relations = definitions.members(resource.path("properties").path("relationships")).stream()
                .map(this::relation)
                .toList();
    }

    private Relation relation(Member member) {
        JsonNode schema = member.schema();
        return new Relation(
                name + "." + member.name(),
                member.name(),
                member.description(),
                schema.path("x-related-type").asText(),
                schema.path("x-cardinality").asText().equals("many"),
                schema.path("x-includable").asBoolean(),
                isOn(schema.path("x-filterable")));
    }

    /** Every type that an operation returns, by its name. */
    static Map<String, ResourceTable> all(Definitions definitions) {
        Map<String, ResourceTable> tables = new LinkedHashMap<>();
        List<ContractOperation> operations = ContractOperation.all(definitions);
        for (ContractOperation operation : operations) {
            JsonNode resource = operation.returned();
            String type = typeOf(resource, definitions);
            if (!type.isEmpty()) {
                tables.computeIfAbsent(type, name -> new ResourceTable(name, definitions, resource));
            }
        }
        for (ContractOperation operation : operations) {
            JsonNode data = definitions.property(operation.body(), "data");
            ResourceTable table = tables.get(typeOf(data, definitions));
            if (table != null) {
                definitions
                        .allMembers(data.path("properties").path("attributes"))
                        .forEach(
                                member -> table.write(member, operation.method().equals("post")));
            }
        }
        return tables;
    }

    private void write(Member member, boolean creates) {
        rows.merge(
                member.name(),
                creates ? new Row(null, member, null) : new Row(null, null, member),
                (known, also) -> new Row(
                        known.returned(),
                        creates ? also.created() : known.created(),
                        creates ? known.updated() : also.updated()));
    }

    /** The {@code type} of a resource object; empty if the schema is not one. */
    static String typeOf(JsonNode resource, Definitions definitions) {
        if (!resource.path("properties").has("attributes")) {
            return "";
        }
        JsonNode type = definitions.whole(resource.path("properties").path("type"));
        return type.path("enum").path(0).asText(type.path("const").asText());
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    List<Relation> relations() {
        return relations;
    }

    boolean hasRelations() {
        return !relations.isEmpty();
    }

    List<Line> lines() {
        return rows.values().stream().map(this::line).toList();
    }

    private Line line(Row row) {
        Member member = row.any();
        JsonNode schema = member.schema();
        return new Line(
                name + "." + member.name(),
                member,
                Stream.of(row.returned(), row.created(), row.updated()).anyMatch(one -> one != null && one.nullable()),
                row.created() == null ? "" : row.created().required() ? "required" : "yes",
                row.updated() != null,
                row.returned() != null,
                isOn(schema.path("x-filterable")),
                schema.path("x-sortable").asBoolean(),
                row.updated() == null ? "" : storefronts(row.updated().schema()));
    }

    /** Which storefronts can write it, as a sentence. */
    private static String storefronts(JsonNode schema) {
        boolean guests = schema.path("x-sales-channel").asBoolean();
        boolean customers = schema.path("x-customer").asBoolean();
        return guests
                ? "Sales channels can write it."
                : customers ? "A signed-in customer can write it in their own record." : "";
    }

    private static boolean isOn(JsonNode extension) {
        return extension.isArray() ? !extension.isEmpty() : extension.asBoolean();
    }

    void addTo(SearchIndex search) {
        search.add("Resource", name, description, "reference.html#" + name);
        lines().stream()
                .filter(line -> !line.member().name().equals("id"))
                .forEach(line -> search.add(
                        "Attribute",
                        line.member().name(),
                        "of " + name + ". " + line.member().description(),
                        "reference.html#" + line.anchor()));
        relations.forEach(relation -> search.add(
                "Relationship",
                relation.name(),
                "of " + name + ". " + relation.description(),
                "reference.html#" + relation.anchor()));
    }
}
