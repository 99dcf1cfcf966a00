package org.passwordresets.retention;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import org.passwordresets.database.Transactions;
import org.passwordresets.listing.RecordCounts;

/** One purge for each table with a retention period. */
@Factory
final class Purges {
    private final RetentionConfiguration configuration;
    private final ConnectionOperations<Connection> connections;
    private final Transactions transactions;
    private final RecordCounts counts;
    private final Clock clock;

    Purges(
            RetentionConfiguration configuration,
            ConnectionOperations<Connection> connections,
            Transactions transactions,
            RecordCounts counts,
            Clock clock) {
        this.configuration = configuration;
        this.connections = connections;
        this.transactions = transactions;
        this.counts = counts;
        this.clock = clock;
    }

    @Singleton
    @Requires(property = "retention.password-resets")
    Purge passwordResets() {
        return new Purge(
                // An expired token cannot be used, and a consumed one was consumed before it expired.
                new Purge.Age("customer_password_resets", "expires_at"),
                configuration.passwordResets(),
                configuration,
                connections,
                transactions,
                counts,
                clock);
    }

    @Singleton
    @Requires(property = "retention.events")
    Purge events() {
        return new Purge(
                new Purge.Age("events", "created_at"),
                configuration.events(),
                configuration,
                connections,
                transactions,
                counts,
                clock);
    }
}
