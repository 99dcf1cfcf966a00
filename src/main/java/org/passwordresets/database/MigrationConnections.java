package org.passwordresets.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.annotation.Requires;
import io.micronaut.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Migrations use their own connections, without the limits of requests, because changing a large table takes long. */
@Singleton
@Named(MigrationConnections.NAME)
@Requires(missingProperty = "flyway.datasources.default.url")
final class MigrationConnections implements FlywayConfigurationCustomizer {
    static final String NAME = "default";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final DatasourceConfiguration database;
    private final MigrationConfiguration user;

    MigrationConnections(@Named(NAME) DatasourceConfiguration database, MigrationConfiguration user) {
        this.database = database;
        this.user = user;
    }

    @Override
    public void customizeFluentConfiguration(FluentConfiguration flyway) {
        flyway.dataSource(
                user.username() == null
                        ? DatabaseConnections.servers(database, CONNECT_TIMEOUT, Duration.ZERO)
                        : DatabaseConnections.servers(
                                database, user.username(), user.password(), CONNECT_TIMEOUT, Duration.ZERO));
    }

    @Override
    public String getName() {
        return NAME;
    }
}
