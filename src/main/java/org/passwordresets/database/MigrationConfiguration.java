package org.passwordresets.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import org.passwordresets.Setting;

/**
 * The user that changes the tables when a new version starts, so that the user of requests needs no right to do so; by
 * default, the same user.
 *
 * @param username of a user that can create and change tables
 * @param password of that user; a secret
 */
@Context
@ConfigurationProperties("database.migration")
record MigrationConfiguration(
        @Nullable String username, @Nullable String password) {

    /** Throws a {@code ConfigurationException} if only one of the two is set. */
    MigrationConfiguration {
        Setting.of("database.migration.username").textOrNone(username);
        Setting.of("database.migration.password").textOrNone(password);
        if (username == null && password != null) {
            throw Setting.of("database.migration.username").refused("is missing: there is a password");
        }
        if (username != null && password == null) {
            throw Setting.of("database.migration.password").refused("is missing: there is a username");
        }
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "MigrationConfiguration[" + username + "]";
    }
}
