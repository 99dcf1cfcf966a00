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

/** The threads that controllers run on, so that waiting for the database never holds up the event loop. */
@Factory
public final class RequestThreads {
    /** Their name, for {@code @ExecuteOn}, where a request needs the database. */
    public static final String NAME = "requests";
    /** The name of those for work that needs no database, and so must go on while the database is away. */
    public static final String COMPUTING = "computing";

    /** Threads that may wait for something else than a database connection, such as room for a password's hash. */
    private static final int SPARE = 6;

    /**
     * A virtual thread for each request where the JVM has them. Elsewhere a few more threads than there are database
     * connections: the rest would only wait for one, and waking a thread costs more than the query it waits for.
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

    /** One thread for each processor: more would not compute faster. */
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
