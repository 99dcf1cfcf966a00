package org.passwordresets.stub.state;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.passwordresets.contract.Attribute;
import org.passwordresets.filter.MemoryValue;
import org.passwordresets.query.AttributePath;
import org.passwordresets.query.ResourceQuery;

/** Filters and sorts rows in memory as the server's lists do in SQL. */
final class MemoryListing {
    private final State state;
    private final ResetRules rules;

    MemoryListing(State state, ResetRules rules) {
        this.state = state;
        this.rules = rules;
    }

    /** All rows that match the filters, in the requested order. */
    List<Row> select(Collection<Row> rows, ResourceQuery query) {
        return rows.stream()
                .filter(row -> query.filters().stream().allMatch(filter -> holds(filter, row)))
                .sorted(order(query.sorts()))
                .toList();
    }

    private boolean holds(ResourceQuery.Filter filter, Row row) {
        return filter.paths().stream().anyMatch(path -> rowsAt(path, row)
                .anyMatch(found -> filter.condition(path, value(path.attribute(), found))));
    }

    private Stream<Row> rowsAt(AttributePath path, Row row) {
        return path.relationship() == null
                ? Stream.of(row)
                : state
                        .related(
                                row,
                                path.relationship().name(),
                                path.relationship().relatedType())
                        .stream();
    }

    /** Rows that are equal in the requested sort are sorted by id, in the same direction. */
    private Comparator<Row> order(List<ResourceQuery.Sort> sorts) {
        Comparator<Row> order = sorts.isEmpty() ? Comparator.comparing(row -> row.text("created_at")) : (a, b) -> 0;
        Comparator<Row> ties = Comparator.comparing(Row::id);
        for (ResourceQuery.Sort sort : sorts) {
            Comparator<Row> key = Comparator.comparing(row -> value(sort.attribute(), row), MemoryValue.ORDER);
            order = order.thenComparing(sort.descending() ? key.reversed() : key);
            ties = sort.descending() ? Comparator.comparing(Row::id).reversed() : Comparator.comparing(Row::id);
        }
        return order.thenComparing(ties);
    }

    private MemoryValue value(Attribute attribute, Row row) {
        return new MemoryValue(
                attribute.kind(),
                attribute.name().equals("id")
                        ? row.attributes().textNode(row.id())
                        : rules.shown(row).path(attribute.name()));
    }
}
