package org.passwordresets.database;

import com.zaxxer.hikari.pool.HikariPool;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.configuration.jdbc.hikari.DatasourceFactory;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.EachBean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.jdbc.JdbcDataSourceEnabled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.passwordresets.Setting;

/** Provides the connections to the database: requests use the pool; the watch and the migrations have their own. */
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
    @Requires(condition = JdbcDataSourceEnabled.class)
    @Replaces(bean = DataSource.class, factory = DatasourceFactory.class)
    DataSource pool(DatasourceConfiguration database, DatabaseConfiguration limits, DatabaseWatch watch) {
        database.addDataSourceProperty("sessionVariables", sessionVariables(database, limits));
        DatabaseServers servers = servers(database, limits.connectTimeout(), limits.socketTimeout());
        servers.pooled();
        database.setDataSource(servers);
        database.setConnectionTimeout(limits.connectionWait().toMillis());
        database.setValidationTimeout(limits.validation().toMillis());
        Eviction eviction = new Eviction(watch);
        database.setExceptionOverride(eviction);
        pool = connected(() -> new RequestConnections(database, limits, watch));
        eviction.all(pool.getHikariPoolMXBean()::softEvictConnections);
        servers.onMove(pool.getHikariPoolMXBean()::softEvictConnections);
        return pool;
    }

    /** Says in one sentence why the server cannot start, instead of in the framework's many lines. */
    private static RequestConnections connected(Supplier<RequestConnections> connecting) {
        try {
            return connecting.get();
        } catch (HikariPool.PoolInitializationException e) {
            throw (ConfigurationException) Setting.of("datasources.default.url")
                    .refused("leads to a database that does not accept connections: "
                            + e.getCause().getMessage().lines().findFirst().orElse(""))
                    .initCause(e);
        }
    }

    private static String sessionVariables(DatasourceConfiguration database, DatabaseConfiguration limits) {
        Object others = database.getDataSourceProperties().get("sessionVariables");
        String waits = "innodb_lock_wait_timeout=%d,lock_wait_timeout=%d"
                .formatted(limits.lockWait().toSeconds(), limits.tableLockWait().toSeconds());
        return others == null ? waits : others + "," + waits;
    }

    static DatabaseServers servers(DatasourceConfiguration database, Duration connectTimeout, Duration socketTimeout) {
        return servers(database, database.getUsername(), database.getPassword(), connectTimeout, socketTimeout);
    }

    /**
     * @param username null if the URL has the user
     * @param socketTimeout zero for none, because a migration may take long
     */
    static DatabaseServers servers(
            DatasourceConfiguration database,
            @Nullable String username,
            @Nullable String password,
            Duration connectTimeout,
            Duration socketTimeout) {
        Properties properties = new Properties();
        properties.putAll(database.getDataSourceProperties());
        if (username != null) {
            properties.put("user", username);
            properties.put("password", password);
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
