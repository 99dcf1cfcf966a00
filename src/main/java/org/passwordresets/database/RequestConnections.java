package org.passwordresets.database;

import com.zaxxer.hikari.HikariConfig;
import io.micronaut.configuration.jdbc.hikari.HikariUrlDataSource;
import io.micronaut.core.annotation.Nullable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** The connection pool of requests. No request waits for a database that is known to be down, or longer than allowed. */
final class RequestConnections extends HikariUrlDataSource {
    private final DatabaseWatch watch;
    private final Deadlines deadlines = new Deadlines();
    private final Duration deadline;

    RequestConnections(HikariConfig configuration, DatabaseConfiguration limits, DatabaseWatch watch) {
        super(configuration);
        this.watch = watch;
        this.deadline = limits.deadline();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (watch.isDown()) {
            throw new SQLTransientConnectionException("The database does not respond");
        }
        Waiting waiting = Waiting.current();
        if (waiting != null && waiting.isOver(getHikariPoolMXBean().getIdleConnections() > 0)) {
            throw new WaitedTooLongException("The request has waited too long in the queue");
        }
        try {
            return limited(super.getConnection(), waiting);
        } catch (SQLTransientConnectionException e) {
            watch.suspect();
            throw e;
        }
    }

    private Connection limited(Connection connection, @Nullable Waiting waiting) {
        if (waiting != null) {
            waiting.uses(connection, deadline);
            deadlines.watch(waiting);
        }
        return connection;
    }

    @Override
    public void close() {
        super.close();
        watch.close();
        deadlines.close();
    }
}
