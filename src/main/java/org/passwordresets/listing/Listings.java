package org.passwordresets.listing;

import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import org.passwordresets.database.DatabaseConfiguration;

/** What the lists of all resource types share. */
@Singleton
public final class Listings {
    private final ConnectionOperations<Connection> connections;
    private final Recount recount;
    private final RecordCounts counts;
    private final Duration timeout;

    Listings(
            ConnectionOperations<Connection> connections,
            Recount recount,
            RecordCounts counts,
            DatabaseConfiguration limits) {
        this.connections = connections;
        this.recount = recount;
        this.counts = counts;
        this.timeout = limits.listTimeout();
    }

    <E> Listing<E> of(Table table, Class<E> row) {
        return new Listing<>(connections, recount, timeout, table, new RowReader<>(row));
    }

    RecordCounts counts() {
        return counts;
    }
}
