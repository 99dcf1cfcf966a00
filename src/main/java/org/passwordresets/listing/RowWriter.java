package org.passwordresets.listing;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanProperty;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Inserts records whose components are in the order of a table's columns: see {@link Table}. Many rows travel in a few
 * statements, with 1, 2, 4 … 64 rows each, so that each connection prepares only a few different ones.
 */
final class RowWriter<E> {
    private static final int MAX_ROWS = 64;

    private final BeanProperty<E, Object>[] components;
    /** By the logarithm of the number of rows. */
    private final String[] statements;

    @SuppressWarnings("unchecked")
    RowWriter(Table table, Class<E> row) {
        BeanIntrospection<E> introspection = BeanIntrospection.getIntrospection(row);
        this.components = Stream.of(introspection.getConstructorArguments())
                .map(component -> introspection.getRequiredProperty(component.getName(), Object.class))
                .toArray(BeanProperty[]::new);
        this.statements = IntStream.rangeClosed(0, Integer.numberOfTrailingZeros(MAX_ROWS))
                .mapToObj(power -> statement(table, 1 << power))
                .toArray(String[]::new);
    }

    private static String statement(Table table, int rows) {
        String places =
                "(" + String.join(", ", Collections.nCopies(table.columns().size(), "?")) + ")";
        return "INSERT INTO " + table.name() + " (" + String.join(", ", table.columns()) + ") VALUES "
                + String.join(", ", Collections.nCopies(rows, places));
    }

    void insert(Connection connection, List<E> rows) throws SQLException {
        int size;
        for (int first = 0; first < rows.size(); first += size) {
            size = Math.min(Integer.highestOneBit(rows.size() - first), MAX_ROWS);
            insertAtOnce(connection, rows.subList(first, first + size));
        }
    }

    private void insertAtOnce(Connection connection, List<E> rows) throws SQLException {
        String sql = statements[Integer.numberOfTrailingZeros(rows.size())];
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (E row : rows) {
                for (BeanProperty<E, Object> component : components) {
                    Sql.bind(statement, index++, component.get(row));
                }
            }
            statement.executeUpdate();
        }
    }
}
