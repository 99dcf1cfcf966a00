package org.passwordresets.listing;

import org.passwordresets.auth.Caller;
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
            return filter.condition(path, table.column(path.attribute()).of(row));
        }
        Relation relation = table.relation(path.relationship());
        return path.attribute().name().equals(relation.to())
                ? filter.condition(path, Column.ascii(relation.from()).of(row))
                : ofRelated(relation, path);
    }

    /** Holds if at least one related row satisfies the filter. A row is listed once, however many there are. */
    private Sql ofRelated(Relation relation, AttributePath path) {
        return Sql.of(row + "." + relation.from() + " IN (SELECT " + RELATED + "." + relation.to() + " FROM "
                        + relation.table().name() + " " + RELATED + " WHERE ")
                .add(Statement.own(RELATED, caller))
                .add(relation.condition().replace("%s", RELATED))
                .add(" AND ")
                .add(filter.condition(
                        path, relation.table().column(path.attribute()).of(RELATED)))
                .add(")");
    }
}
