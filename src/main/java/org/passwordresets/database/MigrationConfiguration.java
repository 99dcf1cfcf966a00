package org.passwordresets.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import org.passwordresets.Setting;

/**
 * Who changes the tables when a new version starts, so that the user that requests run as need not be allowed to; by default,
 * that user.
 *
 * @param username of a user that may create and change tables
 * @param password of that user; a secret
 */
@Context
@ConfigurationProperties("database.migration")
record MigrationConfiguration(
        @Nullable String username, @Nullable String password) {

    /** Throws a {@code ConfigurationException} where one is there without the other. */
    MigrationConfiguration {
        Setting.of("database.migration.username").textOrNone(username);
        Setting.of("database.migration.password").textOrNone(password);
        if (username == null && password != null) {
            throw Setting.of("database.migration.username").refused("must be there, because there is a password");
        }
        if (username != null && password == null) {
            throw Setting.of("database.migration.password").refused("must be there, because there is a username");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MigrationConfiguration[" + username + "]";
    }
}
