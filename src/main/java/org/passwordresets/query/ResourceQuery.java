package org.passwordresets.query;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.passwordresets.contract.Attribute;
import org.passwordresets.error.ApiException;
import org.passwordresets.filter.FilterTarget;
import org.passwordresets.filter.Predicate;
import org.passwordresets.generated.model.ErrorCode;

/**
 * The query parameters of a request, parsed and valid.
 *
 * @param page the page of a list
 * @param sorts most significant first; empty for the default order
 * @param filters a listed resource matches all of them
 * @param include the paths of the relationships whose resources are included, such as {@code customer}
 * @param compound whether the request has {@code include}, even empty, so that the document has the member {@code included}
 * @param fields the members to return, by resource type; all members of a type that is absent here
 * @param parameters all parameters, decoded, for the links to other pages
 */
public record ResourceQuery(
        Page page,
        List<Sort> sorts,
        List<Filter> filters,
        Set<String> include,
        boolean compound,
        Map<String, Set<String>> fields,
        Map<String, List<String>> parameters) {
    /** The parameter with the cursor of a list that has no page numbers. */
    public static final String CURSOR = "page[after]";

    /** What to include from the resources of a relationship: the rest of the paths that continue after it. */
    public static Set<String> includeAfter(String relationship, Set<String> include) {
        String way = relationship + ".";
        return include.stream()
                .filter(path -> path.startsWith(way))
                .map(path -> path.substring(way.length()))
                .collect(Collectors.toSet());
    }

    /**
     * One page of a list.
     *
     * @param number from 1
     * @param size in resources
     * @param after the cursor, which is the id of the resource before the page; null for the first page, and in lists without
     *     cursors
     */
    public record Page(int number, int size, @Nullable String after) {
        /** A page of a list without cursors. */
        public Page(int number, int size) {
            this(number, size, null);
        }

        /** The refusal of a cursor that is not in the list. */
        public ApiException unknownCursor() {
            return QueryReader.bad(
                    ErrorCode.INVALID_PAGE_VALUE,
                    CURSOR,
                    "No record of this list has this id. Follow the links from page to page, or start again without this parameter.");
        }

        /** The number of resources before the page. */
        public long offset() {
            return (number - 1L) * size;
        }

        /** The number of pages of this size that so many resources need. */
        public int count(long records) {
            return (int) ((records + size - 1) / size);
        }
    }

    /** One sort key of a list. */
    public record Sort(Attribute attribute, boolean descending) {}

    /**
     * One condition. It holds if at least one of its attributes satisfies the predicate.
     *
     * @param paths the attributes, of the resource or of a related one
     * @param values the values to compare with; one element for most predicates
     * @param parameter the name of the query parameter, for errors
     */
    public record Filter(List<AttributePath> paths, Predicate predicate, List<String> values, String parameter) {
        /** The condition for one of its attributes. */
        public <C> C condition(AttributePath path, FilterTarget<C> attribute) {
            return predicate.condition(
                    attribute, values.stream().map(path.attribute()::operand).toList());
        }

        /** Omits the values, because one may be a reset token. */
        @Override
        public String toString() {
            return "Filter[" + parameter + "]";
        }
    }

    /** Whether the resources of this relationship path are included. */
    public boolean includes(String path) {
        return include.contains(path);
    }

    /** Whether it filters or sorts. Then an index may not help. */
    public boolean isSearch() {
        return !filters.isEmpty() || !sorts.isEmpty();
    }

    /** Omits the values of filters and other parameters. */
    @Override
    public String toString() {
        return "Query[" + page + ", " + sorts + ", " + filters + ", " + include + ", " + fields + "]";
    }
}
