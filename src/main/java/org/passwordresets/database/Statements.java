package org.passwordresets.database;

import io.micronaut.data.exceptions.DataAccessException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs SQL that is composed at run time. */
public final class Statements {
    private Statements() {}

    /** Creates an object from the current row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Reads from the row. */
        T read(ResultSet row) throws SQLException;
    }

    /** All rows of a result. */
    public static <T> List<T> query(Connection connection, RowReader<T> reader, String sql, Object... values) {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reader.read(result));
            }
            return rows;
        } catch (SQLException e) {
            throw new DataAccessException("Rows cannot be read: " + e.getMessage(), e);
        }
    }

    /** Changes rows and returns their number. */
    public static int update(Connection connection, String sql, Object... values) {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DataAccessException("Rows cannot be changed: " + e.getMessage(), e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
