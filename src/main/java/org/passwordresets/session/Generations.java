package org.passwordresets.session;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.passwordresets.RequestThreads;
import org.passwordresets.database.Statements;

/**
 * The generation of each customer's sign-ins. A new password or email address begins the next one and so ends all access
 * from before. A server asks the database at most once a second for each customer who sends requests.
 */
@Singleton
public final class Generations {
    /** The rest of the second is for the query. */
    private static final Duration FRESH = Duration.ofMillis(800);

    private static final int REMEMBERED = 100_000;
    private static final int DELETED = -1;

    private final ConnectionOperations<Connection> connections;
    private final SessionConfiguration configuration;
    private final AsyncCache<String, Integer> byCustomer;

    Generations(
            ConnectionOperations<Connection> connections,
            SessionConfiguration configuration,
            @Named(RequestThreads.NAME) ExecutorService threads) {
        this.connections = connections;
        this.configuration = configuration;
        this.byCustomer = Caffeine.newBuilder()
                .executor(threads)
                .maximumSize(REMEMBERED)
                .expireAfterWrite(FRESH)
                .buildAsync();
    }

    /** Whether the customer exists and still has access from this generation. Waits for nothing on the caller's thread. */
    public CompletableFuture<Boolean> isCurrent(String customerId, int generation) {
        return configuration.endAccessTokens()
                ? byCustomer.get(customerId, this::read).thenApply(current -> current == generation)
                : CompletableFuture.completedFuture(true);
    }

    private int read(String customerId) {
        List<Integer> generation = connections.executeRead(status -> Statements.query(
                status.getConnection(),
                row -> row.getInt(1),
                "SELECT access_generation FROM customers WHERE id = ?",
                customerId));
        return generation.isEmpty() ? DELETED : generation.get(0);
    }

    /** Reads it again at the next request. Call this after the transaction that has changed it. */
    public void changed(String customerId) {
        byCustomer.synchronous().invalidate(customerId);
    }
}
