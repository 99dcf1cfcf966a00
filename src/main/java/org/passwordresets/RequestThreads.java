package org.passwordresets;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.scheduling.LoomSupport;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.passwordresets.database.DatabaseConfiguration;
import org.passwordresets.database.RequestExecutor;
import org.passwordresets.jsonapi.CheckedRequest;

/** The threads that controllers run on, so that waiting for the database never blocks the event loop. */
@Factory
public final class RequestThreads {
    /** The executor for requests that need the database, for {@code @ExecuteOn}. */
    public static final String NAME = "requests";
    /** The executor for requests that need no database and must continue while it is unavailable. */
    public static final String COMPUTING = "computing";

    /** Threads that may wait for something other than a database connection, such as capacity to hash a password. */
    private static final int SPARE = 6;

    /**
     * Virtual threads if the JVM has them. Otherwise, a few more threads than database connections: more would only wait for
     * a connection, and waking a thread costs more than the query it waits for.
     */
    @Bean(preDestroy = "shutdown")
    @Singleton
    @Named(NAME)
    ExecutorService requestThreads(
            @Property(name = "datasources.default.maximum-pool-size", defaultValue = "10") int connections,
            DatabaseConfiguration limits) {
        ExecutorService searches = Executors.newFixedThreadPool(limits.searches(connections), threads("searches"));
        ExecutorService others = LoomSupport.isSupported()
                ? LoomSupport.newThreadPerTaskExecutor(threads(NAME))
                : Executors.newFixedThreadPool(connections + SPARE, threads(NAME));
        return new RequestExecutor(searches, others, RequestThreads::isSearch, limits);
    }

    /** One thread per processor: more would not be faster. */
    @Bean(preDestroy = "shutdown")
    @Singleton
    @Named(COMPUTING)
    ExecutorService computingThreads() {
        return Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), threads(COMPUTING));
    }

    private static boolean isSearch() {
        return ServerRequestContext.currentRequest()
                .map(CheckedRequest::of)
                .filter(checked -> checked.query().isSearch())
                .isPresent();
    }

    private static ThreadFactory threads(String name) {
        if (LoomSupport.isSupported()) {
            return LoomSupport.newVirtualThreadFactory(name + "-");
        }
        AtomicInteger number = new AtomicInteger();
        return task -> new Thread(task, name + "-" + number.incrementAndGet());
    }
}
