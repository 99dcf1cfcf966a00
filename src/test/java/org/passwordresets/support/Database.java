package org.passwordresets.support;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.not;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Looks into the tables, past the server. */
public record Database(DataSource dataSource) {
    /** The server's own bean gives connections inside of a transaction only: it is unwrapped. */
    public Database {
        dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /** One value; null where there is no row. */
    public String value(String sql, Object... parameters) {
        List<List<String>> rows = rows(sql, parameters);
        return rows.isEmpty() ? null : rows.get(0).get(0);
    }

    /** Changes rows. */
    public void change(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whole rows, as text. */
    public List<List<String>> rows(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(result.getString(column));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns once a statement waits for a locked row. MySQL cannot show which one: the bytes of a token may be in its text. */
    public void awaitLockWait() {
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> rows("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'")
                                .get(0)
                                .get(1),
                        not("0"));
    }
}
