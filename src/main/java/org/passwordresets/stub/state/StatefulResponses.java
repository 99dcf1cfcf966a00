package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Relationship;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.document.Links;
import org.passwordresets.error.ApiException;
import org.passwordresets.generated.model.ListLinks;
import org.passwordresets.generated.model.ListMeta;
import org.passwordresets.generated.model.RelationshipLinks;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.jsonapi.JsonApi;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Identifier;
import org.passwordresets.stub.sample.SchemaSamples;

/**
 * Responds from the {@link State}: lists, creates, reads, changes and deletes any resource type for which the contract has
 * the operation. Only {@link ResetRules} contains rules of password resets.
 */
@Singleton
public final class StatefulResponses {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final MediaType JSON_API = MediaType.of(JsonApi.MEDIA_TYPE);

    private final Contract contract;
    private final State state;
    private final ResetRules rules;
    private final Links links;
    private final Clock clock;
    private final MemoryListing listing;
    private final Trail trail;

    StatefulResponses(Contract contract, State state, ResetRules rules, Links links, Clock clock, Trail trail) {
        this.contract = contract;
        this.state = state;
        this.rules = rules;
        this.links = links;
        this.clock = clock;
        this.trail = trail;
        this.listing = new MemoryListing(state, rules);
    }

    /** The response; empty if the state has none, so that the examples respond. */
    public Optional<MutableHttpResponse<?>> response(HttpRequest<?> request, CheckedRequest call) {
        String[] segments =
                request.getUri().getPath().substring("/api/".length()).split("/");
        ResourceType type = contract.findResourceType(segments[0]).orElse(null);
        if (type == null) {
            return Optional.empty();
        }
        synchronized (state) {
            state.begin();
            if (call.operation().method().equals("GET")) {
                return Optional.ofNullable(response(segments, type, call));
            }
            trail.begin();
            try {
                return Optional.ofNullable(response(segments, type, call));
            } finally {
                trail.end(call.context().caller(), request);
            }
        }
    }

    @Nullable
    private MutableHttpResponse<?> response(String[] segments, ResourceType type, CheckedRequest call) {
        return switch (segments.length) {
            case 1 -> collection(type, call);
            case 2 -> single(type, segments[1], call);
            case 3 ->
                segments[2].equals(Trail.TYPE)
                        ? changes(type, segments[1], call)
                        : related(row(type, segments[1]), type.relationships().get(segments[2]), call);
            case 4 -> linkage(row(type, segments[1]), type.relationships().get(segments[3]));
            default -> null;
        };
    }

    /** Also those of a deleted resource. */
    private MutableHttpResponse<?> changes(ResourceType type, String id, CheckedRequest call) {
        Collection<Row> changes = trail.of(type.name(), id);
        if (changes.isEmpty()) {
            row(type, id);
        }
        return list(changes, contract.resourceType(Trail.TYPE), call);
    }

    @Nullable
    private MutableHttpResponse<?> collection(ResourceType type, CheckedRequest call) {
        return switch (call.operation().method()) {
            case "GET" -> list(state.all(type.name()), type, call);
            case "POST" -> create(type, call);
            default -> null;
        };
    }

    private MutableHttpResponse<?> single(ResourceType type, String id, CheckedRequest call) {
        Row row = row(type, id);
        switch (call.operation().method()) {
            case "PATCH" -> update(row, call);
            case "DELETE" -> {
                delete(row);
                return HttpResponse.noContent();
            }
            default -> {}
        }
        return document(row, type, call);
    }

    private Row row(ResourceType type, String id) {
        Row row = state.find(type.name(), id);
        if (row == null) {
            throw ApiException.notFound(type.name(), id);
        }
        return row;
    }

    private MutableHttpResponse<?> create(ResourceType type, CheckedRequest call) {
        JsonNode asked = call.body().path("data").path("attributes");
        Row row = draft(type, call.operation(), asked);
        call.validate(rules.violations(row, asked, call));
        keep(row, asked);
        return document(row, type, call)
                .header(
                        HttpHeaders.LOCATION,
                        links.resource(type.name(), row.id()).self());
    }

    /** Adds a resource whose attributes are valid. */
    Row create(ResourceType type, Operation operation, JsonNode attributes) {
        Row row = draft(type, operation, attributes);
        keep(row, attributes);
        return row;
    }

    private Row draft(ResourceType type, Operation operation, JsonNode asked) {
        Instant now = clock.instant();
        return new Row(type.name(), Identifier.random(), initial(operation, asked, now), new LinkedHashMap<>(), now);
    }

    private void keep(Row row, JsonNode asked) {
        rules.created(row, asked);
        state.put(row);
    }

    void delete(Row row) {
        rules.deleted(row);
        state.remove(row);
    }

    /** The submitted attributes, and defaults for new resources from the response's schema. */
    private static ObjectNode initial(Operation operation, JsonNode asked, Instant now) {
        ObjectNode attributes = JSON.objectNode();
        operation
                .definition()
                .path("responses")
                .path(Integer.toString(operation.successStatus()))
                .at("/content/application~1vnd.api+json/schema/properties/data/properties/attributes/properties")
                .properties()
                .forEach(attribute -> attributes.set(
                        attribute.getKey(),
                        asked.has(attribute.getKey())
                                ? asked.get(attribute.getKey())
                                : initial(attribute.getValue(), now)));
        return attributes;
    }

    private static JsonNode initial(JsonNode schema, Instant now) {
        if (schema.path("nullable").asBoolean()) {
            return JSON.nullNode();
        }
        if (schema.has("default")) {
            return schema.get("default");
        }
        if (schema.path("format").asText().equals("date-time")) {
            return JSON.textNode(ResetRules.text(now));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> JSON.objectNode();
            case "array" -> JSON.arrayNode();
            case "boolean" -> JSON.booleanNode(false);
            default -> schema.has("enum") ? schema.get("enum").get(0) : SchemaSamples.OF_RESOLVED.typical(schema);
        };
    }

    private void update(Row row, CheckedRequest call) {
        JsonNode asked = call.body().path("data").path("attributes");
        call.validate(rules.violations(row, asked, call));
        update(row, asked);
    }

    /** Changes attributes to valid values. */
    void update(Row row, JsonNode asked) {
        ObjectNode before = row.attributes().deepCopy();
        asked.properties().stream()
                .filter(attribute -> row.attributes().has(attribute.getKey()))
                .forEach(attribute -> row.attributes().set(attribute.getKey(), attribute.getValue()));
        if (row.attributes().has("updated_at")) {
            row.attributes().put("updated_at", ResetRules.text(clock.instant()));
        }
        rules.updated(row, before, asked);
    }

    @Nullable
    private MutableHttpResponse<?> related(Row row, @Nullable Relationship relationship, CheckedRequest call) {
        if (relationship == null) {
            return null;
        }
        ResourceType type = contract.resourceType(relationship.relatedType());
        List<Row> others = state.related(row, relationship.name(), type.name());
        if (relationship.many()) {
            return list(others, type, call);
        }
        if (others.isEmpty()) {
            return json(JSON.objectNode().putNull("data"));
        }
        return document(others.get(0), type, call);
    }

    @Nullable
    private MutableHttpResponse<?> linkage(Row row, @Nullable Relationship relationship) {
        if (relationship == null) {
            return null;
        }
        ObjectNode document = JSON.objectNode();
        document.set("links", relationshipLinks(row, relationship));
        document.set("data", identifiers(row, relationship));
        return json(document);
    }

    private MutableHttpResponse<?> list(Collection<Row> rows, ResourceType type, CheckedRequest call) {
        ResourceQuery query = call.query();
        if (call.operation().parameters().containsKey(ResourceQuery.CURSOR)) {
            return listAfter(List.copyOf(rows), type, call);
        }
        List<Row> matching = listing.select(rows, query);
        List<Row> page = matching.stream()
                .skip(query.page().offset())
                .limit(query.page().size())
                .toList();
        ObjectNode document = page(page, type, call);
        ListMeta meta = links.meta(call.query(), matching.size());
        document.putObject("meta").put("record_count", meta.recordCount()).put("page_count", meta.pageCount());
        document.set("links", pages(links.pages(call.context().path(), call.query(), matching.size())));
        return json(document);
    }

    private ObjectNode page(List<Row> page, ResourceType type, CheckedRequest call) {
        ObjectNode document = JSON.objectNode();
        ArrayNode data = document.putArray("data");
        page.forEach(row -> data.add(resource(row, type, call.query().include(), call)));
        include(page, type, document, call);
        return document;
    }

    private MutableHttpResponse<?> listAfter(List<Row> rows, ResourceType type, CheckedRequest call) {
        ResourceQuery.Page wanted = call.query().page();
        List<Row> rest = wanted.after() == null ? rows : after(wanted, rows);
        List<Row> page = rest.stream().limit(wanted.size()).toList();
        ObjectNode document = page(page, type, call);
        document.putObject("meta");
        ObjectNode next = document.putObject("links");
        if (page.size() < rest.size()) {
            String last = page.get(page.size() - 1).id();
            next.put(
                    "next",
                    links.next(call.context().path(), call.query(), last).next());
        }
        return json(document);
    }

    private static List<Row> after(ResourceQuery.Page wanted, List<Row> rows) {
        List<String> ids = rows.stream().map(Row::id).toList();
        if (!ids.contains(wanted.after())) {
            throw wanted.unknownCursor();
        }
        return rows.subList(ids.indexOf(wanted.after()) + 1, rows.size());
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

    private MutableHttpResponse<?> document(Row row, ResourceType type, CheckedRequest call) {
        ObjectNode document = JSON.objectNode();
        document.set("data", resource(row, type, call.query().include(), call));
        include(List.of(row), type, document, call);
        return json(document);
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
            Set<String> further = further(paths, relationship.name());
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

    /** The rest of the paths that continue after a relationship. */
    private static Set<String> further(Set<String> paths, String relationship) {
        String way = relationship + ".";
        return paths.stream()
                .filter(path -> path.startsWith(way))
                .map(path -> path.substring(way.length()))
                .collect(Collectors.toSet());
    }

    private static MutableHttpResponse<?> json(ObjectNode document) {
        return HttpResponse.ok(document.toString().getBytes(StandardCharsets.UTF_8))
                .contentType(JSON_API);
    }
}
