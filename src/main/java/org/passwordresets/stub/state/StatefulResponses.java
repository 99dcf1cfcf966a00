package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Relationship;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.document.Links;
import org.passwordresets.error.ApiException;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.jsonapi.JsonApi;
import org.passwordresets.query.ResourceQuery;

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
    private final RowWrites writes;
    private final RowDocuments documents;
    private final Links links;
    private final MemoryListing listing;
    private final Trail trail;

    StatefulResponses(
            Contract contract,
            State state,
            ResetRules rules,
            RowWrites writes,
            RowDocuments documents,
            Links links,
            Trail trail) {
        this.contract = contract;
        this.state = state;
        this.rules = rules;
        this.writes = writes;
        this.documents = documents;
        this.links = links;
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
                writes.delete(row);
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
        Row row = writes.draft(type, call.operation(), asked);
        call.validate(rules.violations(row, asked, call));
        writes.keep(row, asked);
        return document(row, type, call)
                .header(
                        HttpHeaders.LOCATION,
                        links.resource(type.name(), row.id()).self());
    }

    private void update(Row row, CheckedRequest call) {
        JsonNode asked = call.body().path("data").path("attributes");
        call.validate(rules.violations(row, asked, call));
        writes.update(row, asked);
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
        return json(documents.linkage(row, relationship));
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
        return json(documents.page(page, matching.size(), type, call));
    }

    private MutableHttpResponse<?> listAfter(List<Row> rows, ResourceType type, CheckedRequest call) {
        ResourceQuery.Page wanted = call.query().page();
        List<Row> rest = wanted.after() == null ? rows : after(wanted, rows);
        List<Row> page = rest.stream().limit(wanted.size()).toList();
        return json(documents.pageAfter(page, page.size() < rest.size(), type, call));
    }

    private static List<Row> after(ResourceQuery.Page wanted, List<Row> rows) {
        List<String> ids = rows.stream().map(Row::id).toList();
        if (!ids.contains(wanted.after())) {
            throw wanted.unknownCursor();
        }
        return rows.subList(ids.indexOf(wanted.after()) + 1, rows.size());
    }

    private MutableHttpResponse<?> document(Row row, ResourceType type, CheckedRequest call) {
        return json(documents.single(row, type, call));
    }

    private static MutableHttpResponse<?> json(ObjectNode document) {
        return HttpResponse.ok(document.toString().getBytes(StandardCharsets.UTF_8))
                .contentType(JSON_API);
    }
}
