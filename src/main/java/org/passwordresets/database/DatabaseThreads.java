package org.passwordresets.database;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.scheduling.LoomSupport;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.passwordresets.RequestThreads;
import org.passwordresets.jsonapi.CheckedRequest;

/** Creates the threads of requests that need the database. */
@Factory
final class DatabaseThreads {
    /** Threads that wait without a connection, in a group of a {@link Coalescer} or for their turn to hash a password. */
    private static final int WAITING = 128;

    /**
     * Virtual threads if the JVM has them. Otherwise, many more threads than database connections: the more requests wait, the
     * more of them share a statement. With 16 threads, the server created less than half as many resets a second.
     */
    @Bean(preDestroy = "shutdown")
    @Singleton
    @Named(RequestThreads.NAME)
    ExecutorService requestThreads(
            @Property(name = "datasources.default.maximum-pool-size", defaultValue = "10") int connections,
            DatabaseConfiguration limits) {
        ExecutorService searches =
                Executors.newFixedThreadPool(limits.searches(connections), RequestThreads.threads("searches"));
        ExecutorService others = LoomSupport.isSupported()
                ? LoomSupport.newThreadPerTaskExecutor(RequestThreads.threads(RequestThreads.NAME))
                : Executors.newFixedThreadPool(connections + WAITING, RequestThreads.threads(RequestThreads.NAME));
        return new RequestExecutor(searches, others, DatabaseThreads::isSearch, limits);
    }

    private static boolean isSearch() {
        return ServerRequestContext.currentRequest()
                .map(CheckedRequest::of)
                .filter(checked -> checked.query().isSearch())
                .isPresent();
    }
}
