package org.passwordresets.listing;

import java.util.List;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Attribute;
import org.passwordresets.filter.FilterValues;
import org.passwordresets.filter.Predicate;
import org.passwordresets.query.AttributePath;
import org.passwordresets.query.ResourceQuery;

/** One filter of a list as SQL. */
final class Condition {
    private static final String RELATED = "r";

    private final Table table;
    private final String row;
    private final Caller caller;
    private final ResourceQuery.Filter filter;

    Condition(Table table, String row, Caller caller, ResourceQuery.Filter filter) {
        this.table = table;
        this.row = row;
        this.caller = caller;
        this.filter = filter;
    }

    Sql sql() {
        return Sql.joined(filter.paths().stream().map(this::of).toList(), " OR ");
    }

    private Sql of(AttributePath path) {
        if (path.relationship() == null) {
            return of(row, table.column(path.attribute()), path.attribute());
        }
        Relation relation = table.relations().get(path.relationship().name());
        return path.attribute().name().equals(relation.to())
                ? of(row, Column.ascii(relation.from()), path.attribute())
                : ofRelated(relation, path.attribute());
    }

    /** Where it holds for at least one of the related; however many, a row is listed once. */
    private Sql ofRelated(Relation relation, Attribute attribute) {
        return Sql.of(row + "." + relation.from() + " IN (SELECT " + RELATED + "." + relation.to() + " FROM "
                        + relation.table().name() + " " + RELATED + " WHERE ")
                .add(Statement.own(RELATED, caller))
                .add(relation.condition().replace("%s", RELATED))
                .add(" AND ")
                .add(of(RELATED, relation.table().column(attribute), attribute))
                .add(")");
    }

    private Sql of(String inRow, Column column, Attribute attribute) {
        return filter.predicate().takes() == Predicate.Values.BOOLEAN
                ? bool(inRow, column)
                : comparisons(inRow, column, attribute);
    }

    /** Predicates without a value to compare with; they can be asked for, or for their opposite. */
    private Sql bool(String inRow, Column column) {
        Sql sql =
                switch (filter.predicate().comparison()) {
                    case IS_NULL -> column.isNull(inRow);
                    case IS_PRESENT -> column.isPresent(inRow);
                    default -> column.compare(inRow, filter.predicate().comparison(), "");
                };
        boolean asked = FilterValues.bool(filter.values().get(0));
        return asked == filter.predicate().isOpposite() ? Sql.of("NOT ").add(sql) : sql;
    }

    private Sql comparisons(String inRow, Column column, Attribute attribute) {
        Predicate predicate = filter.predicate();
        List<Sql> each = filter.values().stream()
                .map(attribute::operand)
                .map(value -> predicate.isOpposite()
                        ? column.compareNot(inRow, predicate.comparison(), value)
                        : column.compare(inRow, predicate.comparison(), value))
                .toList();
        Sql all = Sql.joined(each, predicate.takes() == Predicate.Values.ANY ? " OR " : " AND ");
        return predicate.isOrNull() ? Sql.joined(List.of(all, column.isNull(inRow)), " OR ") : all;
    }
}
