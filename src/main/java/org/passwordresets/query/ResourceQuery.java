package org.passwordresets.query;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passwordresets.contract.Attribute;
import org.passwordresets.filter.Predicate;

/**
 * What a request's query parameters ask for, read and found right.
 *
 * @param page which part of a list
 * @param sorts in the order of their weight; none for the default order
 * @param filters all of which hold for what is listed
 * @param include the relationship paths whose resources come along, such as {@code customer}
 * @param compound whether {@code include} was given at all, so that the document has the member {@code included}
 * @param fields the members that are shown of a type, by type; all of a type that is not named
 * @param parameters as they came, decoded, for the links to other pages
 */
public record ResourceQuery(
        Page page,
        List<Sort> sorts,
        List<Filter> filters,
        Set<String> include,
        boolean compound,
        Map<String, Set<String>> fields,
        Map<String, List<String>> parameters) {

    /**
     * One page of a list.
     *
     * @param number from 1
     * @param size in resources
     */
    public record Page(int number, int size) {
        /** How many resources stand before the page. */
        public long offset() {
            return (number - 1L) * size;
        }

        /** How many pages of this size so many resources fill. */
        public int count(long records) {
            return (int) ((records + size - 1) / size);
        }
    }

    /** One key of the order of a list. */
    public record Sort(Attribute attribute, boolean descending) {}

    /**
     * One condition, which holds where at least one of its attributes satisfies the predicate.
     *
     * @param paths the attributes, each perhaps behind a relationship
     * @param values what they are compared with; one element for most predicates
     * @param parameter the query parameter's name, for errors
     */
    public record Filter(List<AttributePath> paths, Predicate predicate, List<String> values, String parameter) {
        /** Without the values: one may look for a reset token. */
        @Override
        public String toString() {
            return "Filter[" + parameter + "]";
        }
    }

    /** Whether the relationship path's resources come along. */
    public boolean includes(String path) {
        return include.contains(path);
    }

    /** Whether it lists in another way than an index is sure to help with: by a filter, or in an order of its own. */
    public boolean isSearch() {
        return !filters.isEmpty() || !sorts.isEmpty();
    }

    /** Without the parameters' values. */
    @Override
    public String toString() {
        return "Query[" + page + ", " + sorts + ", " + filters + ", " + include + ", " + fields + "]";
    }
}
