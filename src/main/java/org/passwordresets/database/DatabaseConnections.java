package org.passwordresets.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.configuration.jdbc.hikari.DatasourceFactory;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.EachBean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;

/** Who gets which connections to the database: requests the pool, the watch and the migrations their own. */
@Factory
final class DatabaseConnections {
    private RequestConnections pool;

    @Singleton
    DatabaseWatch watch(@Named("default") DatasourceConfiguration database, DatabaseConfiguration limits) {
        return new DatabaseWatch(
                servers(database, limits.probeTimeout(), limits.probeTimeout()), limits.probeTimeout());
    }

    @Context
    @EachBean(DatasourceConfiguration.class)
    @Replaces(bean = DataSource.class, factory = DatasourceFactory.class)
    DataSource pool(DatasourceConfiguration database, DatabaseConfiguration limits, DatabaseWatch watch) {
        database.addDataSourceProperty("sessionVariables", sessionVariables(database, limits));
        DatabaseServers servers = servers(database, limits.connectTimeout(), limits.socketTimeout());
        database.setDataSource(servers);
        database.setConnectionTimeout(limits.connectionWait().toMillis());
        database.setValidationTimeout(limits.validation().toMillis());
        database.setExceptionOverride(eviction(watch));
        pool = new RequestConnections(database, watch);
        servers.onMove(pool.getHikariPoolMXBean()::softEvictConnections);
        return pool;
    }

    private static String sessionVariables(DatasourceConfiguration database, DatabaseConfiguration limits) {
        Object others = database.getDataSourceProperties().get("sessionVariables");
        long seconds = limits.lockWait().toSeconds();
        // Of rows, and of whole tables.
        String lockWait = "innodb_lock_wait_timeout=%1$d,lock_wait_timeout=%1$d".formatted(seconds);
        return others == null ? lockWait : others + "," + lockWait;
    }

    /** A connection to a server that has become read-only, or refuses to work, is of no more use than a lost one. */
    private static SQLExceptionOverride eviction(DatabaseWatch watch) {
        return new SQLExceptionOverride() {
            @java.lang.Override
            public Override adjudicate(SQLException exception) {
                return switch (DatabaseFailure.of(exception)) {
                    case CONNECTION_LOST -> {
                        watch.suspect();
                        yield Override.MUST_EVICT;
                    }
                    case READ_ONLY, UNAVAILABLE -> Override.MUST_EVICT;
                    default -> Override.CONTINUE_EVICT;
                };
            }
        };
    }

    /** @param socketTimeout zero for none: a migration may take its time */
    static DatabaseServers servers(DatasourceConfiguration database, Duration connectTimeout, Duration socketTimeout) {
        Properties properties = new Properties();
        properties.putAll(database.getDataSourceProperties());
        if (database.getUsername() != null) {
            properties.put("user", database.getUsername());
            properties.put("password", database.getPassword());
        }
        return new DatabaseServers(database.getJdbcUrl(), properties, connectTimeout, socketTimeout);
    }

    @PreDestroy
    void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
