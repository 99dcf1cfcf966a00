package org.passwordresets.listing;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.passwordresets.auth.Caller;
import org.passwordresets.jsonapi.Query;

/** Reads lists of one type of resource, a page at a time. */
public final class Listing<E> {
    private final ConnectionOperations<Connection> connections;
    private final JdbcOperations operations;
    private final Table table;
    private final Class<E> rowType;

    /** Lists of the rows of a table, each as a {@code rowType}. */
    public Listing(
            ConnectionOperations<Connection> connections, JdbcOperations operations, Table table, Class<E> rowType) {
        this.connections = connections;
        this.operations = operations;
        this.table = table;
        this.rowType = rowType;
    }

    /** The page that was asked for, of what the caller may see within the scopes. */
    public ListPage<E> page(Caller caller, Query query, Scope... scopes) {
        Statement statement = new Statement(table, caller, List.of(scopes));
        return connections.executeRead(status -> page(statement, query));
    }

    private ListPage<E> page(Statement statement, Query query) {
        long records = operations.prepareStatement(statement.count(), prepared -> count(bind(prepared, statement)));
        if (records <= query.page().offset()) {
            return new ListPage<>(List.of(), records);
        }
        List<E> rows = operations.prepareStatement(statement.page(query), prepared -> rows(bind(prepared, statement)));
        return new ListPage<>(rows, records);
    }

    private static PreparedStatement bind(PreparedStatement prepared, Statement statement) throws SQLException {
        int index = 1;
        for (Object value : statement.values()) {
            prepared.setObject(index++, value);
        }
        return prepared;
    }

    private static long count(PreparedStatement prepared) throws SQLException {
        try (ResultSet result = prepared.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private List<E> rows(PreparedStatement prepared) throws SQLException {
        try (ResultSet result = prepared.executeQuery()) {
            return operations.entityStream(result, rowType).toList();
        }
    }
}
