package org.passwordresets.listing;

import java.util.List;
import org.passwordresets.auth.Caller;
import org.passwordresets.jsonapi.Query;

/** The SQL of one list: of what the caller may see, within its scopes, what satisfies the filters, in its order. */
final class Statement {
    private static final String ROW = "t";

    private final Table table;
    private final Caller caller;
    private final Query query;
    private final boolean whole;
    private final Sql conditions;

    Statement(Table table, Caller caller, Query query, List<Scope> scopes) {
        this.table = table;
        this.caller = caller;
        this.query = query;
        this.whole = scopes.isEmpty() && query.filters().isEmpty();
        this.conditions = own(ROW, caller);
        scopes.forEach(scope -> conditions.add(" AND " + ROW + "." + scope.column() + " = ?", scope.value()));
        query.filters().forEach(filter -> conditions.add(" AND ").add(new Condition(table, ROW, caller, filter).sql()));
    }

    /** Nobody reaches beyond its organization and mode. */
    static Sql own(String row, Caller caller) {
        return Sql.of(
                row + ".organization_id = ? AND " + row + ".mode = ?",
                caller.organizationId(),
                caller.mode().text());
    }

    /** How many there are. */
    Sql count() {
        return Sql.of("SELECT ").add(records());
    }

    /** Only where something was asked for must anything be counted: see {@link RecordCounts}. */
    private Sql records() {
        return whole
                ? RecordCounts.read(table.name(), caller)
                : Sql.of("(SELECT COUNT(*) FROM " + table.name() + " " + ROW + " WHERE ")
                        .add(conditions)
                        .add(")");
    }

    /** The columns of the rows of a page, behind one with the number of all. */
    Sql pageWithCount() {
        return Sql.of("SELECT ")
                .add(records())
                .add(" AS records, " + selection() + from(ROW) + " WHERE ")
                .add(conditions)
                .add(
                        " ORDER BY " + order(false) + " LIMIT ? OFFSET ?",
                        query.page().size(),
                        query.page().offset());
    }

    /** The columns of some rows, passing over many: over their ids alone, as an index has them. */
    Sql rows(long size, long offset, boolean fromTheEnd) {
        String order = " ORDER BY " + order(fromTheEnd);
        return Sql.of("SELECT " + selection() + " FROM (SELECT " + ROW + ".id" + from(ROW) + " WHERE ")
                .add(conditions)
                .add(order + " LIMIT ? OFFSET ?", size, offset)
                .add(") page STRAIGHT_JOIN " + table.name() + " " + ROW + " ON " + ROW + ".id = page.id" + order);
    }

    private String selection() {
        return table.selection(ROW);
    }

    /** The one row of the caller's with that value in a column where it is unique. */
    static Sql one(Table table, Caller caller, Scope scope) {
        return Sql.of(
                        "SELECT " + table.selection(ROW) + " FROM " + table.name() + " " + ROW + " WHERE " + ROW + "."
                                + scope.column() + " = ? AND ",
                        scope.value())
                .add(own(ROW, caller));
    }

    private String from(String row) {
        return " FROM " + table.name() + " " + row;
    }

    /** Always total: rows that are equal in what was asked for stand in the order of their ids, in the same direction. */
    private String order(boolean reverse) {
        StringBuilder order = new StringBuilder();
        boolean descending = false;
        for (Query.Sort sort : query.sorts()) {
            descending = sort.descending();
            order.append(table.column(sort.attribute()).in(ROW))
                    .append(direction(descending != reverse))
                    .append(", ");
        }
        if (query.sorts().isEmpty()) {
            order.append(ROW + ".created_at").append(direction(reverse)).append(", ");
        }
        return order.append(ROW + ".id")
                .append(direction(descending != reverse))
                .toString();
    }

    private static String direction(boolean descending) {
        return descending ? " DESC" : "";
    }
}
