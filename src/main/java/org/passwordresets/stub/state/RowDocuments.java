package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Relationship;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.document.Links;
import org.passwordresets.generated.model.ListLinks;
import org.passwordresets.generated.model.ListMeta;
import org.passwordresets.generated.model.RelationshipLinks;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.query.ResourceQuery;

/** The JSON:API documents of rows. */
@Singleton
final class RowDocuments {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Contract contract;
    private final State state;
    private final ResetRules rules;
    private final Links links;

    RowDocuments(Contract contract, State state, ResetRules rules, Links links) {
        this.contract = contract;
        this.state = state;
        this.rules = rules;
        this.links = links;
    }

    /** One resource with its included resources. */
    ObjectNode single(Row row, ResourceType type, CheckedRequest call) {
        ObjectNode document = JSON.objectNode();
        document.set("data", resource(row, type, call.query().include(), call));
        include(List.of(row), type, document, call);
        return document;
    }

    /** A page of a numbered list, of {@code total} rows on all its pages. */
    ObjectNode page(List<Row> page, int total, ResourceType type, CheckedRequest call) {
        ObjectNode document = resources(page, type, call);
        ListMeta meta = links.meta(call.query(), total);
        document.putObject("meta").put("record_count", meta.recordCount()).put("page_count", meta.pageCount());
        document.set("links", pages(links.pages(call.context().path(), call.query(), total)));
        return document;
    }

    /** A page of a list that continues after the last row. */
    ObjectNode pageAfter(List<Row> page, boolean continues, ResourceType type, CheckedRequest call) {
        ObjectNode document = resources(page, type, call);
        document.putObject("meta");
        ObjectNode next = document.putObject("links");
        if (continues) {
            String last = page.get(page.size() - 1).id();
            next.put(
                    "next",
                    links.next(call.context().path(), call.query(), last).next());
        }
        return document;
    }

    /** The identifiers of a relationship. */
    ObjectNode linkage(Row row, Relationship relationship) {
        ObjectNode document = JSON.objectNode();
        document.set("links", relationshipLinks(row, relationship));
        document.set("data", identifiers(row, relationship));
        return document;
    }

    private ObjectNode resources(List<Row> page, ResourceType type, CheckedRequest call) {
        ObjectNode document = JSON.objectNode();
        ArrayNode data = document.putArray("data");
        page.forEach(row -> data.add(resource(row, type, call.query().include(), call)));
        include(page, type, document, call);
        return document;
    }

    private static ObjectNode pages(ListLinks pages) {
        ObjectNode links = JSON.objectNode().put("first", pages.first());
        if (pages.prev() != null) {
            links.put("prev", pages.prev());
        }
        if (pages.next() != null) {
            links.put("next", pages.next());
        }
        return links.put("last", pages.last());
    }

    private ObjectNode resource(Row row, ResourceType type, Set<String> included, CheckedRequest call) {
        ObjectNode resource = JSON.objectNode().put("id", row.id()).put("type", row.type());
        resource.putObject("links")
                .put("self", links.resource(row.type(), row.id()).self());
        resource.set("attributes", rules.shown(row));
        if (!type.relationships().isEmpty()) {
            ObjectNode relationships = resource.putObject("relationships");
            type.relationships().values().forEach(relationship -> {
                ObjectNode member = relationships.putObject(relationship.name());
                member.set("links", relationshipLinks(row, relationship));
                if (included.contains(relationship.name())) {
                    member.set("data", identifiers(row, relationship));
                }
            });
        }
        resource.putObject("meta")
                .put("mode", call.context().caller().mode().text())
                .put("organization_id", call.context().caller().organizationId())
                .put("trace_id", call.context().traceId());
        return resource;
    }

    private ObjectNode relationshipLinks(Row row, Relationship relationship) {
        if (!relationship.linked()) {
            return JSON.objectNode()
                    .put(
                            "related",
                            links.related(row.type(), row.id(), relationship.name())
                                    .related());
        }
        RelationshipLinks addresses = links.relationship(row.type(), row.id(), relationship.name());
        return JSON.objectNode().put("self", addresses.self()).put("related", addresses.related());
    }

    private JsonNode identifiers(Row row, Relationship relationship) {
        ArrayNode identifiers = JSON.arrayNode();
        state.related(row, relationship.name(), relationship.relatedType())
                .forEach(other ->
                        identifiers.addObject().put("type", other.type()).put("id", other.id()));
        if (relationship.many()) {
            return identifiers;
        }
        return identifiers.isEmpty() ? JSON.nullNode() : identifiers.get(0);
    }

    private void include(List<Row> rows, ResourceType type, ObjectNode document, CheckedRequest call) {
        Set<String> paths = call.query().include();
        if (paths.isEmpty()) {
            return;
        }
        Map<String, ObjectNode> others = new LinkedHashMap<>();
        collect(rows, type, paths, others, call);
        // A resource appears once, even if several relationships lead to it.
        rows.forEach(row -> others.remove(key(row)));
        document.putArray("included").addAll(others.values());
    }

    /** Collects level by level: {@code events.webhooks} are the webhooks of the included events. */
    private void collect(
            List<Row> rows, ResourceType type, Set<String> paths, Map<String, ObjectNode> others, CheckedRequest call) {
        for (Relationship relationship : type.relationships().values()) {
            if (!paths.contains(relationship.name())) {
                continue;
            }
            ResourceType relatedType = contract.resourceType(relationship.relatedType());
            Set<String> further = ResourceQuery.includeAfter(relationship.name(), paths);
            List<Row> related = rows.stream()
                    .flatMap(row -> state.related(row, relationship.name(), relatedType.name()).stream())
                    .toList();
            related.forEach(other -> others.put(key(other), resource(other, relatedType, further, call)));
            collect(related, relatedType, further, others, call);
        }
    }

    private static String key(Row row) {
        return row.type() + "/" + row.id();
    }
}
