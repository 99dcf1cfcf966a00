package org.passwordresets.listing;

import java.util.List;
import org.passwordresets.auth.Caller;
import org.passwordresets.query.ResourceQuery;

/** The SQL of one list: the rows of the caller within the scopes that match the filters, in the requested order. */
final class Statement {
    private static final String ROW = "t";
    private static final String LIMIT = " LIMIT ? OFFSET ?";

    private final Table table;
    private final Caller caller;
    private final ResourceQuery query;
    private final boolean whole;
    private final Sql conditions;

    Statement(Table table, Caller caller, ResourceQuery query, List<Scope> scopes) {
        this.table = table;
        this.caller = caller;
        this.query = query;
        this.whole = scopes.isEmpty() && query.filters().isEmpty();
        this.conditions = own(ROW, caller);
        scopes.forEach(scope -> conditions.add(" AND " + ROW + "." + scope.column() + " = ?", scope.value()));
        query.filters().forEach(filter -> conditions.add(" AND ").add(new Condition(table, ROW, caller, filter).sql()));
    }

    /** Limits the list to the caller's organization and mode. */
    static Sql own(String row, Caller caller) {
        return Sql.of(
                row + ".organization_id = ? AND " + row + ".mode = ?",
                caller.organizationId(),
                caller.mode().text());
    }

    /** Whether it lists all rows of the caller, whose number is stored. */
    boolean isWhole() {
        return whole;
    }

    /** Only the number of all records. */
    Sql number() {
        return Sql.of("SELECT ").add(records());
    }

    /** The stored number if there are no filters; otherwise the rows are counted. */
    private Sql records() {
        return whole ? RecordCounts.read(table.name(), caller) : counted();
    }

    private Sql counted() {
        return Sql.of("(SELECT COUNT(*) FROM " + table.name() + " " + ROW + " WHERE ")
                .add(conditions)
                .add(")");
    }

    /** The number of all records, and the id and columns of each row of a page; no rows if the page is empty. */
    Sql nearPage() {
        return Sql.of("SELECT ")
                .add(records())
                .add(" AS records, " + ROW + ".id, " + selection() + from(ROW) + " WHERE ")
                .add(conditions)
                .add(pageFromStart());
    }

    /**
     * Like {@link #nearPage}, but skips rows by reading only ids from an index. For an empty page, it returns one row with
     * the number.
     */
    Sql farPage() {
        return farPage(records(), pageFromStart());
    }

    /** Like {@link #farPage}, but skips the rows after the page, so it depends on the right number of all records. */
    Sql farPageFromEnd(long records) {
        long after = records - query.page().offset() - query.page().size();
        return farPage(
                records(),
                Sql.of(
                        orderBy(true) + LIMIT,
                        Math.min(query.page().size(), query.page().size() + after),
                        Math.max(0, after)));
    }

    /** Like {@link #farPage}, but counts all records instead of using the stored number. */
    Sql countedPage() {
        return farPage(counted(), pageFromStart());
    }

    private Sql farPage(Sql records, Sql orderedPage) {
        return Sql.of("SELECT total.records, page.id, " + selection() + " FROM (SELECT ")
                .add(records)
                .add(" AS records) total LEFT JOIN (SELECT " + ROW + ".id" + from(ROW) + " WHERE ")
                .add(conditions)
                .add(orderedPage)
                .add(") page ON TRUE LEFT JOIN " + table.name() + " " + ROW + " ON " + ROW + ".id = page.id"
                        + orderBy(false));
    }

    private Sql pageFromStart() {
        return Sql.of(orderBy(false) + LIMIT, query.page().size(), query.page().offset());
    }

    private String selection() {
        return table.selection(ROW);
    }

    /** The caller's row with this value in a unique column. */
    static Sql one(Table table, Caller caller, Scope scope) {
        return rows(table, caller, Sql.of(ROW + "." + scope.column() + " = ?", scope.value()));
    }

    private static Sql rows(Table table, Caller caller, Sql condition) {
        return Sql.of("SELECT " + table.selection(ROW) + " FROM " + table.name() + " " + ROW + " WHERE ")
                .add(condition)
                .add(" AND ")
                .add(own(ROW, caller));
    }

    private String from(String row) {
        return " FROM " + table.name() + " " + row;
    }

    /** Always a total order: rows that are equal in the requested sort are sorted by id, in the same direction. */
    private String orderBy(boolean reversed) {
        StringBuilder order = new StringBuilder(" ORDER BY ");
        boolean descending = false;
        for (ResourceQuery.Sort sort : query.sorts()) {
            descending = sort.descending();
            order.append(table.column(sort.attribute()).in(ROW))
                    .append(direction(descending != reversed))
                    .append(", ");
        }
        if (query.sorts().isEmpty()) {
            order.append(ROW + ".created_at").append(direction(reversed)).append(", ");
        }
        return order.append(ROW + ".id")
                .append(direction(descending != reversed))
                .toString();
    }

    private static String direction(boolean descending) {
        return descending ? " DESC" : "";
    }
}
