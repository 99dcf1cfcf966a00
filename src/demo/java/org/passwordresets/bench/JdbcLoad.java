package org.passwordresets.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.passwordresets.resource.Identifier;

/**
 * The statements of the three requests through a pool of ten connections and nothing else: the limit that the database sets.
 */
final class JdbcLoad implements AutoCloseable {
    private static final String TABLE = "customer_password_resets";
    /** Without the token, which is bound to its own reset. The copies are therefore invalid. */
    private static final String RESET_COLUMNS =
            "organization_id, mode, customer_id, customer_email, expires_at, wrong_tokens,"
                    + " reset_password_at, reference, reference_origin, metadata, created_at, updated_at";

    private static final String EVENT_COLUMNS =
            "organization_id, mode, name, resource_type, resource_id, metadata, created_at, updated_at";

    private final HikariDataSource pool;

    JdbcLoad(DatabaseAddress database, int workers) {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(database.url());
        configuration.setUsername(database.username());
        configuration.setPassword(database.password());
        configuration.setMaximumPoolSize(Math.min(10, workers));
        configuration.addDataSourceProperty("useServerPrepStmts", "true");
        configuration.addDataSourceProperty("cachePrepStmts", "true");
        configuration.addDataSourceProperty("useLocalSessionState", "true");
        configuration.addDataSourceProperty("cacheServerConfiguration", "true");
        this.pool = new HikariDataSource(configuration);
    }

    /** The processor time of this process, in nanoseconds. */
    static long cpuNanoseconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    Load.Work find(String id) {
        return new Statements(connection -> read(connection, "SELECT * FROM " + TABLE + " WHERE id = ?", id) == 1);
    }

    /** The first page of the organization of this reset. */
    Load.Work page(String id) {
        String organization = (String) row("organization_id", TABLE, "id", id)[0];
        return new Statements(connection -> {
            read(
                    connection,
                    "SELECT SUM(records) FROM record_counts"
                            + " WHERE table_name = ? AND organization_id = ? AND mode = 'test'",
                    TABLE,
                    organization);
            return read(
                            connection,
                            "SELECT * FROM " + TABLE + " WHERE organization_id = ? AND mode = 'test'"
                                    + " ORDER BY created_at, id LIMIT 10",
                            organization)
                    > 0;
        });
    }

    /** Inserts a copy of the reset and of its event in one transaction. */
    Load.Work create(String like) {
        Object[] reset = row(RESET_COLUMNS, TABLE, "id", like);
        Object[] event = row(EVENT_COLUMNS, "events", "resource_id", like);
        return new Statements(connection -> {
            connection.setAutoCommit(false);
            read(
                    connection,
                    "SELECT * FROM customers WHERE organization_id = ? AND mode = 'test' AND email_key = ?",
                    (String) reset[0],
                    "john@example.com");
            int rows = insert(connection, TABLE, RESET_COLUMNS, reset)
                    + insert(connection, "events", EVENT_COLUMNS, event);
            connection.commit();
            connection.setAutoCommit(true);
            return rows == 2;
        });
    }

    private Object[] row(String columns, String table, String key, String value) {
        String sql = "SELECT " + columns + " FROM " + table + " WHERE " + key + " = ? LIMIT 1";
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                Object[] row = new Object[columns.split(",").length];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getObject(i + 1);
                }
                return row;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int insert(Connection connection, String table, String columns, Object[] values)
            throws SQLException {
        String sql = "INSERT INTO " + table + " (id, " + columns + ") VALUES (?" + ", ?".repeat(values.length) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, Identifier.random());
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 2, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static int read(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                int count = 0;
                while (rows.next()) {
                    rows.getString(1);
                    count++;
                }
                return count;
            }
        }
    }

    private static void bind(PreparedStatement statement, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private interface Use {
        boolean of(Connection connection) throws SQLException;
    }

    private final class Statements implements Load.Work {
        private final Use use;

        private Statements(Use use) {
            this.use = use;
        }

        @Override
        public boolean once() throws SQLException {
            try (Connection connection = pool.getConnection()) {
                return use.of(connection);
            }
        }

        @Override
        public void close() {
            // The pool is closed with the load.
        }
    }
}
