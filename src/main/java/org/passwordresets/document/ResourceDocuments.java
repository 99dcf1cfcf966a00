package org.passwordresets.document;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.generated.model.RelationshipByAddress;
import org.passwordresets.generated.model.ResourceIdentifier;
import org.passwordresets.generated.model.ToManyLinkage;
import org.passwordresets.generated.model.ToManyRelationship;
import org.passwordresets.generated.model.ToOneLinkage;
import org.passwordresets.generated.model.ToOneRelationship;
import org.passwordresets.query.CursorPage;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Identified;

/**
 * Builds the documents of one resource type, with everything that follows from the contract: links, linkage and included
 * resources. A subclass defines the attributes of a row and the rows of each relationship.
 *
 * @param <R> a row
 * @param <D> the generated document of one resource
 * @param <L> the generated document of a list
 */
public abstract class ResourceDocuments<R extends Identified, D, L> {
    private final String type;
    private final GeneratedRecord<D> document;
    private final GeneratedRecord<L> list;
    private final GeneratedRecord<?> resource;
    private final @Nullable GeneratedRecord<?> relationships;
    private final Links links;
    private @Nullable Map<String, Way<R, ?>> ways;

    /** @param type the resource type, such as {@code customers} */
    protected ResourceDocuments(String type, Class<D> document, Class<L> list, Links links) {
        this.type = type;
        this.document = new GeneratedRecord<>(document);
        this.list = new GeneratedRecord<>(list);
        this.resource = this.document.typeOf("data");
        this.relationships = resource.typeOf("relationships");
        this.links = links;
    }

    /** The generated record of the row's attributes. */
    protected abstract Object attributes(R row, RequestContext request);

    /** The rows of each relationship; null for a relationship that is not implemented yet. Called once. */
    protected Map<String, Way<R, ?>> relationships() {
        return Map.of();
    }

    final Map<String, Way<R, ?>> knownWays() {
        if (ways == null) {
            ways = relationships();
        }
        return ways;
    }

    /** The document of one resource, with the included resources. */
    public final D document(R row, ResourceQuery query, RequestContext request) {
        if (query.include().isEmpty()) {
            return document.of(Map.of("data", resource(row, Map.of(), request)));
        }
        Compound compound = new Compound(request.caller());
        compound.add(List.of(row), this, query.include());
        return document.of(members(compound.resources(request).get(0), compound, request));
    }

    /** The document of one page of a list, with the included resources. */
    public final L list(ListPage<R> page, ResourceQuery query, RequestContext request) {
        Map<String, Object> members = query.include().isEmpty()
                ? new HashMap<>(Map.of("data", resources(page.rows(), request)))
                : compound(page.rows(), query, request);
        members.put("meta", links.meta(query, page.records()));
        members.put("links", links.pages(request.path(), query, page.records()));
        return list.of(members);
    }

    /** The document of one page of a list that is read with a cursor. */
    public final L list(CursorPage<R> page, ResourceQuery query, RequestContext request) {
        Map<String, Object> members = query.include().isEmpty()
                ? new HashMap<>(Map.of("data", resources(page.rows(), request)))
                : compound(page.rows(), query, request);
        members.put("meta", Map.of());
        members.put("links", links.next(request.path(), query, page.isLast() ? null : idOfLast(page.rows())));
        return list.of(members);
    }

    private static String idOfLast(List<? extends Identified> rows) {
        return rows.get(rows.size() - 1).id();
    }

    private List<Object> resources(List<R> rows, RequestContext request) {
        List<Object> resources = new ArrayList<>(rows.size());
        rows.forEach(row -> resources.add(resource(row, Map.of(), request)));
        return resources;
    }

    private Map<String, Object> compound(List<R> rows, ResourceQuery query, RequestContext request) {
        Compound compound = new Compound(request.caller());
        compound.add(rows, this, query.include());
        return members(compound.resources(request), compound, request);
    }

    private static Map<String, Object> members(Object data, Compound compound, RequestContext request) {
        Map<String, Object> members = new HashMap<>();
        members.put("data", data);
        members.put("included", compound.included(request));
        return members;
    }

    /** The linkage of a to-one relationship. */
    public final ToOneLinkage toOneLinkage(String relationship, R row, RequestContext request) {
        List<ResourceIdentifier> identifiers = identifiers(relationship, row, request);
        return ToOneLinkage.builder()
                .links(links.relationship(type, row.id(), relationship))
                .data(identifiers.isEmpty() ? null : identifiers.get(0))
                .build();
    }

    /** The linkage of a to-many relationship. */
    public final ToManyLinkage toManyLinkage(String relationship, R row, RequestContext request) {
        return ToManyLinkage.builder()
                .links(links.relationship(type, row.id(), relationship))
                .data(identifiers(relationship, row, request))
                .build();
    }

    private List<ResourceIdentifier> identifiers(String relationship, R row, RequestContext request) {
        return identifiers(knownWays().get(relationship), row, request);
    }

    private static <R extends Identified, T extends Identified> List<ResourceIdentifier> identifiers(
            Way<R, T> way, R row, RequestContext request) {
        return way.from(row, request.caller()).stream()
                .map(way.documents()::identifier)
                .toList();
    }

    final ResourceIdentifier identifier(R row) {
        return ResourceIdentifier.builder().type(type).id(row.id()).build();
    }

    /** @param linkage of the relationships whose resources are included */
    final Object resource(R row, Map<String, List<ResourceIdentifier>> linkage, RequestContext request) {
        Map<String, Object> members = new HashMap<>();
        members.put("id", row.id());
        members.put("type", type);
        members.put("links", links.resource(type, row.id()));
        members.put("attributes", attributes(row, request));
        members.put("relationships", relationships == null ? null : relationships(row, linkage));
        members.put("meta", links.meta(request));
        return resource.of(members);
    }

    private Object relationships(R row, Map<String, List<ResourceIdentifier>> linkage) {
        Map<String, Object> members = new HashMap<>();
        knownWays().forEach((name, way) -> members.put(name, relationship(row, name, way, linkage.get(name))));
        return relationships.of(members);
    }

    private Object relationship(
            R row, String name, @Nullable Way<R, ?> way, @Nullable List<ResourceIdentifier> linkage) {
        if (way == null) {
            return null;
        }
        if (way.isByAddress()) {
            return RelationshipByAddress.builder()
                    .links(links.related(type, row.id(), name))
                    .build();
        }
        if (way.isToMany()) {
            return ToManyRelationship.builder()
                    .links(links.relationship(type, row.id(), name))
                    .data(linkage)
                    .build();
        }
        ToOneRelationship.Builder one = ToOneRelationship.builder().links(links.relationship(type, row.id(), name));
        return linkage == null
                ? one.build()
                : one.data(linkage.isEmpty() ? null : linkage.get(0)).build();
    }
}
