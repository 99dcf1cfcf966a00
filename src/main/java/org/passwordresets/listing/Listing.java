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
 * Reads lists of one type of resource, a page at a time. One statement reads a page and the number of records, so that both
 * are of one moment.
 *
 * <p>A page is found by passing over the rows before it, never by the kept number of records: that number is wrong once
 * somebody has changed rows past the server. Where page and number contradict each other, the rows are counted instead, and
 * the kept number is corrected.
 */
final class Listing<E> {
    private static final long FAR = 1000;

    private final ConnectionOperations<Connection> connections;
    private final Recount recount;
    private final TimeLimit limit;
    private final Table table;
    private final RowReader<E> reader;

    /**
     * Lists of the rows of a table.
     *
     * @param timeout how long a statement may run before the request is refused as too expensive
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

    /** The page that was asked for, of what the caller may see within the scopes. */
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

    /** The caller's one row with that value in a column where it is unique. */
    Optional<E> one(Caller caller, Scope scope) {
        return all(Statement.one(table, caller, scope)).stream().findFirst();
    }

    /** The caller's rows of those ids. */
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

    /** Near the start, the plainest statement is the fastest. Only it says nothing at all where there are no rows. */
    private ListPage<E> page(Connection connection, Statement statement, ResourceQuery.Page page) throws SQLException {
        Optional<ListPage<E>> near = page.offset() < FAR ? read(connection, statement.nearPage()) : Optional.empty();
        return near.isPresent()
                ? near.get()
                : read(connection, statement.farPage()).orElseThrow();
    }

    /** Whether so many records must have that page. A page beyond the last one says nothing of their number. */
    private static boolean isConsistent(ListPage<?> page, ResourceQuery.Page asked) {
        long end = asked.offset() + page.rows().size();
        if (page.rows().isEmpty()) {
            return page.records() == 0 && asked.offset() == 0;
        }
        return page.rows().size() < asked.size() ? page.records() == end : page.records() >= end;
    }

    /** Rows behind the number of all records and an id, which is null where there is the number alone; empty for no row. */
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
