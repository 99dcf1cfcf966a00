package org.passwordresets.document;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passwordresets.auth.Caller;
import org.passwordresets.generated.model.ResourceIdentifier;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Identified;

/**
 * The resources of one compound document: the primary ones and those that {@code include} adds, at any depth. A resource
 * appears once, even if several relationships lead to it, with the linkage of all of them.
 */
final class Compound {
    private final Caller caller;
    private final Map<ResourceIdentifier, Part<?>> parts = new LinkedHashMap<>();
    private int primary;

    Compound(Caller caller) {
        this.caller = caller;
    }

    private record Part<R extends Identified>(
            R row, ResourceDocuments<R, ?, ?> documents, Map<String, List<ResourceIdentifier>> linkage) {
        Object resource(RequestContext request) {
            return documents.resource(row, linkage, request);
        }
    }

    /** Adds the primary resources and what the paths include from them. */
    <R extends Identified> void add(List<R> rows, ResourceDocuments<R, ?, ?> documents, Set<String> paths) {
        rows.forEach(row -> part(row, documents));
        primary = rows.size();
        follow(rows, documents, paths);
    }

    private <R extends Identified> Part<?> part(R row, ResourceDocuments<R, ?, ?> documents) {
        return parts.computeIfAbsent(
                documents.identifier(row), identifier -> new Part<>(row, documents, new HashMap<>()));
    }

    private <R extends Identified> void follow(List<R> rows, ResourceDocuments<R, ?, ?> documents, Set<String> paths) {
        if (!paths.isEmpty() && !rows.isEmpty()) {
            documents.knownWays().forEach((name, way) -> {
                if (way != null && paths.contains(name)) {
                    follow(rows, documents, name, way, ResourceQuery.includeAfter(name, paths));
                }
            });
        }
    }

    private <R extends Identified, T extends Identified> void follow(
            List<R> rows, ResourceDocuments<R, ?, ?> documents, String name, Way<R, T> way, Set<String> further) {
        Map<String, List<T>> related = way.related().apply(caller, rows);
        Map<ResourceIdentifier, T> distinct = new LinkedHashMap<>();
        for (R row : rows) {
            List<T> others = related.getOrDefault(row.id(), List.of());
            others.forEach(other -> distinct.put(way.documents().identifier(other), other));
            part(row, documents)
                    .linkage()
                    .put(name, others.stream().map(way.documents()::identifier).toList());
        }
        List<T> next = List.copyOf(distinct.values());
        next.forEach(other -> part(other, way.documents()));
        follow(next, way.documents(), further);
    }

    /** The primary resources, in their order. */
    List<Object> resources(RequestContext request) {
        return parts.values().stream()
                .limit(primary)
                .map(part -> part.resource(request))
                .toList();
    }

    /** All other resources. */
    List<Object> included(RequestContext request) {
        return parts.values().stream()
                .skip(primary)
                .map(part -> part.resource(request))
                .toList();
    }
}
