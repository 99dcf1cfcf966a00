package org.passwordresets.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Connections for statements that may take longer than a request can wait, such as counting a large table. They are not from
 * the pool, so that requests never wait for them.
 */
@Singleton
public final class MaintenanceConnections {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Long enough for any statement, but finite, because a database may freeze. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(10);

    private final DataSource servers;

    MaintenanceConnections(@Named("default") DatasourceConfiguration database) {
        this.servers = DatabaseConnections.servers(database, CONNECT_TIMEOUT, SOCKET_TIMEOUT);
    }

    /** Runs work in one transaction, once. */
    public <T> T transaction(Function<Connection, T> work) {
        try (Connection connection = servers.getConnection()) {
            connection.setAutoCommit(false);
            T result = work.apply(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new DataAccessException("Maintenance of the database failed: " + e.getMessage(), e);
        }
    }
}
