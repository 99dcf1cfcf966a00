package org.passwordresets.document;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.generated.model.CursorLinks;
import org.passwordresets.generated.model.ListLinks;
import org.passwordresets.generated.model.ListMeta;
import org.passwordresets.generated.model.RelatedLinks;
import org.passwordresets.generated.model.RelationshipLinks;
import org.passwordresets.generated.model.ResourceLinks;
import org.passwordresets.generated.model.ResourceMeta;
import org.passwordresets.query.ResourceQuery;

/** Builds the links in documents. All are absolute. */
@Singleton
public final class Links {
    private static final String PAGE_NUMBER = "page[number]";
    private static final String PAGE_SIZE = "page[size]";

    private final BaseAddress base;

    Links(BaseAddress base) {
        this.base = base;
    }

    /** The links of a resource: {@code <base>/api/customers/xYZkjABcde}. */
    public ResourceLinks resource(String type, String id) {
        return ResourceLinks.builder().self(address(type, id)).build();
    }

    /** The links of a resource without an id in its address: {@code <base>/api/organization}. */
    public ResourceLinks only(String name) {
        return ResourceLinks.builder().self(base() + "/api/" + name).build();
    }

    /** The links of a relationship: to its linkage and to the related resources. */
    public RelationshipLinks relationship(String type, String id, String relationship) {
        String owner = address(type, id);
        return RelationshipLinks.builder()
                .self(owner + "/relationships/" + relationship)
                .related(owner + "/" + relationship)
                .build();
    }

    /** The link of a relationship whose resources have an address only. */
    public RelatedLinks related(String type, String id, String relationship) {
        return RelatedLinks.builder()
                .related(address(type, id) + "/" + relationship)
                .build();
    }

    private String address(String type, String id) {
        return base() + "/api/" + type + "/" + id;
    }

    /** The {@code meta} of each resource in a response. */
    public ResourceMeta meta(RequestContext request) {
        return ResourceMeta.builder()
                .mode(request.caller().mode())
                .organizationId(request.caller().organizationId())
                .traceId(request.traceId())
                .build();
    }

    /** The number of records and pages of a list. */
    public ListMeta meta(ResourceQuery query, long records) {
        return ListMeta.builder()
                .recordCount((int) records)
                .pageCount(query.page().count(records))
                .build();
    }

    /** Links to the other pages of a list; they keep all other parameters. */
    public ListLinks pages(String path, ResourceQuery query, long records) {
        ResourceQuery.Page page = query.page();
        int last = Math.max(1, page.count(records));
        PageAddress address = pageAddress(path, query, PAGE_NUMBER);
        return ListLinks.builder()
                .first(address.of(1))
                .prev(page.number() > 1 ? address.of(Math.min(page.number() - 1, last)) : null)
                .next(page.number() < last ? address.of(page.number() + 1) : null)
                .last(address.of(last))
                .build();
    }

    /**
     * The link to the next page of a list that is read with a cursor; it keeps all other parameters.
     *
     * @param last the id of the last resource of this page; null if no page follows
     */
    public CursorLinks next(String path, ResourceQuery query, @Nullable String last) {
        return CursorLinks.builder()
                .next(
                        last == null
                                ? null
                                : pageAddress(path, query, ResourceQuery.CURSOR).of(last))
                .build();
    }

    /** The address of any page of a list: what comes before its number or cursor, and what comes after it. */
    private record PageAddress(String before, String after) {
        String of(Object page) {
            return before + page + after;
        }
    }

    /** @param name the parameter that says which page */
    private PageAddress pageAddress(String path, ResourceQuery query, String name) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(query.parameters());
        parameters.put(name, List.of(""));
        parameters.put(PAGE_SIZE, List.of(Integer.toString(query.page().size())));
        StringBuilder address = new StringBuilder(base()).append(path);
        char separator = '?';
        int end = 0;
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            for (String value : parameter.getValue()) {
                address.append(separator)
                        .append(encode(parameter.getKey()))
                        .append('=')
                        .append(encode(value));
                separator = '&';
            }
            end = parameter.getKey().equals(name) ? address.length() : end;
        }
        return new PageAddress(address.substring(0, end), address.substring(end));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The base of all links of the current request. */
    public String base() {
        return base.current();
    }
}
