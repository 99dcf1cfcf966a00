package org.passwordresets.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.passwordresets.auth.Caller;
import org.passwordresets.jsonapi.Query;

/** SQL with its parameters; values are always bound, never written into the text. */
final class Statement {
    private static final String ROW = "t";

    private final Table table;
    private final StringBuilder conditions = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Statement(Table table, Caller caller, List<Scope> scopes) {
        this.table = table;
        and("t.organization_id = ?", caller.organizationId());
        and("t.mode = ?", caller.mode().text());
        scopes.forEach(scope -> and("t." + scope.column() + " = ?", scope.value()));
    }

    private void and(String condition, Object value) {
        conditions.append(conditions.isEmpty() ? " WHERE " : " AND ").append(condition);
        values.add(value);
    }

    String count() {
        return "SELECT COUNT(*) FROM " + table.name() + " t" + conditions;
    }

    String page(Query query) {
        return "SELECT t.* FROM " + table.name() + " t" + conditions + " ORDER BY " + order(query.sorts()) + " LIMIT "
                + query.page().size() + " OFFSET " + query.page().offset();
    }

    /** Always total: rows that are equal in what was asked for stand in the order of their ids. */
    private String order(List<Query.Sort> sorts) {
        if (sorts.isEmpty()) {
            return "t.created_at, t.id";
        }
        return sorts.stream()
                .map(sort -> table.expression(ROW, sort.attribute().name()) + (sort.descending() ? " DESC" : ""))
                .collect(Collectors.joining(", ", "", ", t.id"));
    }

    List<Object> values() {
        return values;
    }
}
