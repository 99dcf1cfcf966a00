package org.passwordresets.listing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.database.Coalescer;
import org.passwordresets.database.DatabaseConfiguration;
import org.passwordresets.database.Transactions;
import org.passwordresets.error.ApiException;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;

/**
 * Reads lists of one resource type, page by page. One statement reads a page and the number of records, so that they are
 * consistent.
 *
 * <p>A page is found by skipping the rows before it, not from the stored number of records: that number is wrong after someone
 * has changed rows directly in the database. If the page contradicts the number, the rows are counted instead, and the stored
 * number is corrected.
 *
 * <p>Skipping hundreds of thousands of rows takes too long. So a page that is further than {@link #REMOTE} rows from the start,
 * and nearer to the end of a list without filters, is found by skipping the rows after it, as long as the stored number is
 * trusted: see {@link Recount#isTrusted}. Rows that someone deletes directly in the database shift such pages, but no longer
 * than {@link Recount#TRUST}.
 */
final class Listing<E> {
    private static final long FAR = 1000;
    /** To skip so many rows takes a few milliseconds. */
    private static final long REMOTE = 10_000;

    private static final int MAX_PAGES = 1000;

    private final ConnectionOperations<Connection> connections;
    private final Transactions transactions;
    private final Recount recount;
    private final DatabaseConfiguration limits;
    private final TimeLimit limit;
    private final Table table;
    private final RowReader<E> reader;
    /** Requests for the same page share a statement; requests for different ones do not wait for each other. */
    private final Cache<PlainPage, Coalescer<PlainPage, ListPage<E>>> plainPages =
            Caffeine.newBuilder().maximumSize(MAX_PAGES).build();

    /** Creates lists of the rows of a table. */
    Listing(
            ConnectionOperations<Connection> connections,
            Transactions transactions,
            Recount recount,
            DatabaseConfiguration limits,
            Table table,
            RowReader<E> reader) {
        this.connections = connections;
        this.transactions = transactions;
        this.recount = recount;
        this.limits = limits;
        this.limit = new TimeLimit(limits.listTimeout());
        this.table = table;
        this.reader = reader;
    }

    /** What makes two requests for a page without filters and sorts the same. */
    private record PlainPage(String organizationId, Mode mode, List<Scope> scopes, ResourceQuery.Page page) {}

    /** The requested page of the caller's rows within the scopes. */
    ListPage<E> page(Caller caller, ResourceQuery query, Scope... scopes) {
        List<Scope> all = List.of(scopes);
        if (query.isSearch()) {
            return read(caller, query, all);
        }
        PlainPage wanted = new PlainPage(caller.organizationId(), caller.mode(), all, query.page());
        return plainPages
                .get(
                        wanted,
                        page -> Coalescer.ofReads(
                                limits,
                                group -> Map.of(page, read(caller, query, all)),
                                same -> read(caller, query, all)))
                .send(wanted);
    }

    private ListPage<E> read(Caller caller, ResourceQuery query, List<Scope> scopes) {
        Statement statement = new Statement(table, caller, query, scopes);
        Optional<ListPage<E>> fromEnd = isRemote(caller, query, statement)
                ? transactions.read(connection -> explained(query, () -> fromEnd(connection, statement, query.page())))
                : Optional.empty();
        return fromEnd.orElseGet(() -> connections.executeRead(
                status -> explained(query, () -> fromStart(status.getConnection(), statement, caller, query.page()))));
    }

    private boolean isRemote(Caller caller, ResourceQuery query, Statement statement) {
        return query.page().offset() >= REMOTE && statement.isWhole() && recount.isTrusted(table.name(), caller);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws SQLException;
    }

    private <T> T explained(ResourceQuery query, Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw limit.isReached(e)
                    ? new ApiException(limit.problem(query))
                    : new DataAccessException("A list cannot be read: " + e.getMessage(), e);
        }
    }

    private ListPage<E> fromStart(Connection connection, Statement statement, Caller caller, ResourceQuery.Page asked)
            throws SQLException {
        ListPage<E> page = page(connection, statement, asked);
        if (isConsistent(page, asked)) {
            return page;
        }
        ListPage<E> counted = read(connection, statement.countedPage()).orElseThrow();
        if (counted.records() != page.records()) {
            recount.request(table.name(), caller);
        }
        return counted;
    }

    /**
     * Call this in a transaction, so that both statements see the same records. Empty if the start is nearer than the end, and
     * if the page contradicts the number. It does so too if an isolation level below REPEATABLE READ let the number change.
     */
    private Optional<ListPage<E>> fromEnd(Connection connection, Statement statement, ResourceQuery.Page asked)
            throws SQLException {
        long records = number(connection, statement);
        if (records <= asked.offset() || records - asked.offset() > asked.offset()) {
            return Optional.empty();
        }
        return read(connection, statement.farPageFromEnd(records))
                .filter(page -> page.records() == records && isConsistent(page, asked));
    }

    private long number(Connection connection, Statement statement) throws SQLException {
        try (PreparedStatement prepared = statement.number().prepare(connection);
                ResultSet result = prepared.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /** The caller's row with this value in a unique column. */
    Optional<E> one(Caller caller, Scope scope) {
        return all(Statement.one(table, caller, scope)).stream().findFirst();
    }

    private List<E> all(Sql sql) {
        return connections.executeRead(status -> {
            try (PreparedStatement prepared = sql.prepare(status.getConnection());
                    ResultSet result = prepared.executeQuery()) {
                List<E> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(reader.read(result, 0));
                }
                return rows;
            } catch (SQLException e) {
                throw new DataAccessException("A row cannot be read: " + e.getMessage(), e);
            }
        });
    }

    /** The simple statement is fastest near the start, but returns nothing, not even the number, if the page is empty. */
    private ListPage<E> page(Connection connection, Statement statement, ResourceQuery.Page page) throws SQLException {
        Optional<ListPage<E>> near = page.offset() < FAR ? read(connection, statement.nearPage()) : Optional.empty();
        return near.isPresent()
                ? near.get()
                : read(connection, statement.farPage()).orElseThrow();
    }

    /**
     * Whether the number of records is consistent with the page. Only the first page may be empty, of an empty list: an empty
     * later page says nothing about the number.
     */
    private static boolean isConsistent(ListPage<?> page, ResourceQuery.Page asked) {
        long end = asked.offset() + page.rows().size();
        if (page.rows().isEmpty()) {
            return page.records() == 0 && asked.offset() == 0;
        }
        return page.rows().size() < asked.size() ? page.records() == end : page.records() >= end;
    }

    /**
     * Reads rows after the number of all records and the id; the id is null if there is only the number. Empty if there is no
     * row.
     */
    private Optional<ListPage<E>> read(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement prepared = limit.applied(sql).prepare(connection);
                ResultSet result = prepared.executeQuery()) {
            if (!result.next()) {
                return Optional.empty();
            }
            long records = result.getLong(1);
            List<E> rows = new ArrayList<>();
            do {
                if (result.getString(2) != null) {
                    rows.add(reader.read(result, 2));
                }
            } while (result.next());
            return Optional.of(new ListPage<>(rows, records));
        }
    }
}
