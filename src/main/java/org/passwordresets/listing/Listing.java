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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.jsonapi.ApiException;
import org.passwordresets.jsonapi.Query;

/**
 * Reads lists of one type of resource, a page at a time. A page near the start comes with its count in one statement. One
 * further away is counted first, and read from the end where that is nearer.
 */
public final class Listing<E> {
    private static final long FAR = 1000;

    private final ConnectionOperations<Connection> connections;
    private final TimeLimit limit;
    private final Table table;
    private final Row.Reader<E> reader;

    /**
     * Lists of the rows of a table.
     *
     * @param timeout how long a statement may run before the request is refused as too expensive
     */
    public Listing(ConnectionOperations<Connection> connections, Duration timeout, Table table, Row.Reader<E> reader) {
        this.connections = connections;
        this.limit = new TimeLimit(timeout);
        this.table = table;
        this.reader = reader;
    }

    /** The page that was asked for, of what the caller may see within the scopes. */
    public ListPage<E> page(Caller caller, Query query, Scope... scopes) {
        Statement statement = new Statement(table, caller, query, List.of(scopes));
        return connections.executeRead(status -> {
            try {
                return query.page().offset() < FAR
                        ? near(status.getConnection(), statement)
                        : far(status.getConnection(), statement, query.page());
            } catch (SQLException e) {
                throw limit.isReached(e)
                        ? new ApiException(limit.problem(query))
                        : new DataAccessException("A list cannot be read: " + e.getMessage(), e);
            }
        });
    }

    /** The caller's one row with that value in a column where it is unique. */
    public Optional<E> one(Caller caller, Scope scope) {
        Sql sql = Statement.one(table, caller, scope);
        return connections.executeRead(status -> {
            try (PreparedStatement prepared = prepare(status.getConnection(), sql);
                    ResultSet result = prepared.executeQuery()) {
                return result.next() ? Optional.of(reader.read(new Row(result, 0))) : Optional.empty();
            } catch (SQLException e) {
                throw new DataAccessException("A row cannot be read: " + e.getMessage(), e);
            }
        });
    }

    private ListPage<E> near(Connection connection, Statement statement) throws SQLException {
        try (PreparedStatement prepared = prepare(connection, limit.applied(statement.pageWithCount()));
                ResultSet result = prepared.executeQuery()) {
            List<E> rows = new ArrayList<>();
            long records = 0;
            while (result.next()) {
                records = result.getLong(1);
                rows.add(reader.read(new Row(result, 1)));
            }
            return new ListPage<>(rows, rows.isEmpty() ? count(connection, statement) : records);
        }
    }

    private ListPage<E> far(Connection connection, Statement statement, Query.Page page) throws SQLException {
        long records = count(connection, statement);
        long size = Math.min(page.size(), records - page.offset());
        if (size <= 0) {
            return new ListPage<>(List.of(), records);
        }
        long behind = records - page.offset() - size;
        boolean fromTheEnd = behind < page.offset();
        List<E> rows = rows(connection, statement.rows(size, fromTheEnd ? behind : page.offset(), fromTheEnd));
        if (fromTheEnd) {
            Collections.reverse(rows);
        }
        return new ListPage<>(rows, records);
    }

    private long count(Connection connection, Statement statement) throws SQLException {
        try (PreparedStatement prepared = prepare(connection, limit.applied(statement.count()));
                ResultSet result = prepared.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private List<E> rows(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement prepared = prepare(connection, limit.applied(sql));
                ResultSet result = prepared.executeQuery()) {
            List<E> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reader.read(new Row(result, 0)));
            }
            return rows;
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
        } else if (value instanceof Boolean truth) {
            prepared.setBoolean(index, truth);
        } else {
            prepared.setObject(index, (LocalDateTime) value);
        }
    }
}
