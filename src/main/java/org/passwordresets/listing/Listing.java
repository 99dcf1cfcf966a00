package org.passwordresets.listing;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.error.ApiException;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;

/**
 * Reads lists of one resource type, page by page. One statement reads a page and the number of records, so that they are
 * consistent.
 *
 * <p>A page is found by skipping the rows before it, never from the stored number of records: that number is wrong after
 * someone has changed rows directly in the database. If the page contradicts the number, the rows are counted instead, and
 * the stored number is corrected.
 */
final class Listing<E> {
    private static final long FAR = 1000;

    private final ConnectionOperations<Connection> connections;
    private final Recount recount;
    private final TimeLimit limit;
    private final Table table;
    private final RowReader<E> reader;

    /**
     * Creates lists of the rows of a table.
     *
     * @param timeout how long a statement may run before it is rejected as too expensive
     */
    Listing(
            ConnectionOperations<Connection> connections,
            Recount recount,
            Duration timeout,
            Table table,
            RowReader<E> reader) {
        this.connections = connections;
        this.recount = recount;
        this.limit = new TimeLimit(timeout);
        this.table = table;
        this.reader = reader;
    }

    /** The requested page of the caller's rows within the scopes. */
    ListPage<E> page(Caller caller, ResourceQuery query, Scope... scopes) {
        Statement statement = new Statement(table, caller, query, List.of(scopes));
        return connections.executeRead(status -> {
            try {
                ListPage<E> page = page(status.getConnection(), statement, query.page());
                if (isConsistent(page, query.page())) {
                    return page;
                }
                ListPage<E> counted =
                        read(status.getConnection(), statement.countedPage()).orElseThrow();
                if (counted.records() != page.records()) {
                    recount.request(table.name(), caller);
                }
                return counted;
            } catch (SQLException e) {
                throw limit.isReached(e)
                        ? new ApiException(limit.problem(query))
                        : new DataAccessException("A list cannot be read: " + e.getMessage(), e);
            }
        });
    }

    /** The caller's row with this value in a unique column. */
    Optional<E> one(Caller caller, Scope scope) {
        return all(Statement.one(table, caller, scope)).stream().findFirst();
    }

    /** The caller's rows with these ids. */
    List<E> all(Caller caller, Collection<String> ids) {
        return ids.isEmpty() ? List.of() : all(Statement.all(table, caller, ids));
    }

    private List<E> all(Sql sql) {
        return connections.executeRead(status -> {
            try (PreparedStatement prepared = prepare(status.getConnection(), sql);
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
        try (PreparedStatement prepared = prepare(connection, limit.applied(sql));
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

    private static PreparedStatement prepare(Connection connection, Sql sql) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql.text());
        int index = 1;
        for (Object value : sql.values()) {
            bind(prepared, index++, value);
        }
        return prepared;
    }

    private static void bind(PreparedStatement prepared, int index, Object value) throws SQLException {
        if (value instanceof String text) {
            prepared.setString(index, text);
        } else if (value instanceof Number number) {
            prepared.setLong(index, number.longValue());
        } else if (value instanceof byte[] bytes) {
            prepared.setBytes(index, bytes);
        } else if (value instanceof Boolean bool) {
            prepared.setBoolean(index, bool);
        } else {
            prepared.setObject(index, (LocalDateTime) value);
        }
    }
}
