package org.passwordresets.database;

import com.zaxxer.hikari.HikariConfig;
import io.micronaut.configuration.jdbc.hikari.HikariUrlDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** The connection pool of requests. It lets nobody wait for a database that is known to be down, or longer than allowed. */
final class RequestConnections extends HikariUrlDataSource {
    private final DatabaseWatch watch;

    RequestConnections(HikariConfig configuration, DatabaseWatch watch) {
        super(configuration);
        this.watch = watch;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (watch.isDown()) {
            throw new SQLTransientConnectionException("The database does not respond");
        }
        Waiting waiting = Waiting.current();
        if (waiting != null && waiting.isOver(getHikariPoolMXBean().getIdleConnections() > 0)) {
            throw new SQLTransientConnectionException("The request has waited too long for its turn");
        }
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException e) {
            watch.suspect();
            throw e;
        }
    }

    @Override
    public void close() {
        super.close();
        watch.close();
    }
}
