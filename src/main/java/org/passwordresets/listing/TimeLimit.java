package org.passwordresets.listing;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.passwordresets.database.DatabaseFailure;
import org.passwordresets.error.Problem;
import org.passwordresets.filter.Predicate.Comparison;
import org.passwordresets.query.ResourceQuery;

/** The time limit of a list's statement. The database server enforces it. */
final class TimeLimit {
    private static final String SELECT = "SELECT ";
    private static final String BY_TIME = "filter[q][created_at_gteq]";
    private static final String BY_REFERENCE = "filter[q][reference_eq]";

    private static final Set<Comparison> HELPED_BY_AN_INDEX = EnumSet.of(
            Comparison.EQUALS,
            Comparison.LESS,
            Comparison.LESS_OR_EQUAL,
            Comparison.MORE,
            Comparison.MORE_OR_EQUAL,
            Comparison.IS_NULL);

    private final Duration time;
    private final String limitedSelect;

    TimeLimit(Duration time) {
        this.time = time;
        // MySQL and MariaDB each read their own part and ignore the other as a comment.
        this.limitedSelect = "/*M! SET STATEMENT max_statement_time=%s FOR */ SELECT /*+ MAX_EXECUTION_TIME(%d) */ "
                .formatted(BigDecimal.valueOf(time.toMillis(), 3).toPlainString(), time.toMillis());
    }

    /** The SELECT with the limit. */
    Sql applied(Sql select) {
        return Sql.of(
                limitedSelect + select.text().substring(SELECT.length()),
                select.values().toArray());
    }

    boolean isReached(SQLException exception) {
        return DatabaseFailure.of(exception) == DatabaseFailure.TOO_SLOW;
    }

    /** The problem to respond with: the parameter that made the list slow, and a filter that would help. */
    Problem problem(ResourceQuery query) {
        boolean isNarrowed =
                query.filters().stream().anyMatch(filter -> filter.parameter().contains("created_at"));
        return new Problem.QueryTooExpensive(culprit(query), time, isNarrowed ? BY_REFERENCE : BY_TIME);
    }

    private static String culprit(ResourceQuery query) {
        Optional<ResourceQuery.Filter> scanning =
                query.filters().stream().filter(TimeLimit::readsEachRow).findFirst();
        return scanning.or(() -> query.filters().stream().findFirst())
                .map(ResourceQuery.Filter::parameter)
                .orElse(query.sorts().isEmpty() ? "page[number]" : "sort");
    }

    private static boolean readsEachRow(ResourceQuery.Filter filter) {
        return filter.predicate().isOpposite()
                || !HELPED_BY_AN_INDEX.contains(filter.predicate().comparison());
    }
}
