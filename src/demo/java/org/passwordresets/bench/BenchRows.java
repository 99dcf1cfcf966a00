package org.passwordresets.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.passwordresets.resource.Identifier;

/**
 * The rows that every run starts with: customers with numbered addresses, and one reset of each. Also those that every
 * measurement of creates starts with, because inserting takes longer the more rows there are.
 */
final class BenchRows {
    static final int CUSTOMERS = 10_000;

    private static final String INSERT_CUSTOMER = """
            INSERT INTO customers (id, organization_id, mode, email, email_key, status, metadata, created_at, updated_at)
            SELECT ?, organization_id, mode, ?, ?, 'prospect', '{}', created_at, updated_at
            FROM customer_password_resets WHERE id = ?
            """;
    private static final String INSERT_RESET = """
            INSERT INTO customer_password_resets (id, organization_id, mode, customer_id, customer_email, expires_at, reference,
                metadata, created_at, updated_at)
            SELECT ?, organization_id, mode, ?, ?, expires_at, ?, '{}', created_at + INTERVAL ? SECOND, updated_at
            FROM customer_password_resets WHERE id = ?
            """;
    private static final String COUNT = """
            INSERT INTO record_counts (table_name, organization_id, mode, shard, records)
            SELECT ?, organization_id, mode, 0, ? FROM customer_password_resets WHERE id = ?
            """;

    /** What creates add rows to. Nothing refers to these tables, so they can be emptied. */
    private static final List<String> GROWING =
            List.of("customer_password_resets", "events", "event_stores", "record_counts");

    private BenchRows() {}

    /** The address of a customer; {@code %d} stands for the number. */
    static String email() {
        return "customer%d@example.com";
    }

    /** @param like the id of a reset of the organization and mode to add the rows to */
    static void insert(DatabaseAddress database, String like) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.url(), database.username(), database.password());
                PreparedStatement customer = connection.prepareStatement(INSERT_CUSTOMER);
                PreparedStatement reset = connection.prepareStatement(INSERT_RESET)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < CUSTOMERS; i++) {
                String id = Identifier.random();
                String email = email().formatted(i);
                execute(customer, id, email, email, like);
                execute(reset, Identifier.random(), id, email, "REFERENCE-" + i, i, like);
            }
            count(connection, "customers", like);
            count(connection, "customer_password_resets", like);
            connection.commit();
        }
    }

    /** Keeps the rows of now for {@link #restore}. */
    static void keep(DatabaseAddress database) throws SQLException {
        for (String table : GROWING) {
            run(
                    database,
                    "CREATE TABLE kept_%1$s LIKE %1$s".formatted(table),
                    "INSERT INTO kept_%1$s SELECT * FROM %1$s".formatted(table));
        }
    }

    /** Deletes all rows that were added since {@link #keep}. */
    static void restore(DatabaseAddress database) throws SQLException {
        for (String table : GROWING) {
            run(
                    database,
                    "TRUNCATE TABLE %s".formatted(table),
                    "INSERT INTO %1$s SELECT * FROM kept_%1$s".formatted(table));
        }
    }

    private static void run(DatabaseAddress database, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.url(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void count(Connection connection, String table, String like) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            execute(count, table, CUSTOMERS, like);
        }
    }

    private static void execute(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
