package org.passwordresets.database;

import com.zaxxer.hikari.HikariConfig;
import io.micronaut.configuration.jdbc.hikari.HikariUrlDataSource;
import io.micronaut.core.annotation.Nullable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** The connection pool of requests. It lets nobody wait for a database that is known to be down, or longer than allowed. */
final class RequestConnections extends HikariUrlDataSource {
    /** What a request that is late for another reason than the database, such as many passwords to hash, is still given. */
    private static final Duration LEAST = Duration.ofMillis(500);

    private final DatabaseConfiguration limits;
    private final DatabaseWatch watch;

    RequestConnections(HikariConfig configuration, DatabaseConfiguration limits, DatabaseWatch watch) {
        super(configuration);
        this.limits = limits;
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
            return limited(super.getConnection(), waiting);
        } catch (SQLTransientConnectionException e) {
            watch.suspect();
            throw e;
        }
    }

    /** A request whose time is nearly over waits less for the database's next response. */
    private Connection limited(Connection connection, @Nullable Waiting waiting) throws SQLException {
        Duration left = waiting == null
                ? limits.socketTimeout()
                : waiting.leftOf(limits.timeout().minus(LEAST));
        if (left.compareTo(limits.socketTimeout()) < 0) {
            Duration last = left.compareTo(LEAST) < 0 ? LEAST : left;
            connection.setNetworkTimeout(Runnable::run, (int) last.toMillis());
        }
        return connection;
    }

    @Override
    public void close() {
        super.close();
        watch.close();
    }
}
