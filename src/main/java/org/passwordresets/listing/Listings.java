package org.passwordresets.listing;

import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import org.passwordresets.database.DatabaseConfiguration;
import org.passwordresets.database.Transactions;

/** What the lists of all resource types share. */
@Singleton
public final class Listings {
    private final ConnectionOperations<Connection> connections;
    private final Transactions transactions;
    private final Recount recount;
    private final RecordCounts counts;
    private final DatabaseConfiguration limits;

    Listings(
            ConnectionOperations<Connection> connections,
            Transactions transactions,
            Recount recount,
            RecordCounts counts,
            DatabaseConfiguration limits) {
        this.connections = connections;
        this.transactions = transactions;
        this.recount = recount;
        this.counts = counts;
        this.limits = limits;
    }

    <E> Listing<E> of(Table table, RowReader<E> reader) {
        return new Listing<>(connections, transactions, recount, limits, table, reader);
    }

    <E> Lookup<E> lookup(Table table, RowReader<E> reader) {
        return new Lookup<>(connections, limits, table, reader);
    }

    ConnectionOperations<Connection> connections() {
        return connections;
    }

    RecordCounts counts() {
        return counts;
    }
}
