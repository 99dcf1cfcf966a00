package org.passwordresets;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.scheduling.LoomSupport;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that controllers run on, so that waiting for the database never holds up the event loop. */
@Factory
public final class RequestThreads {
    /** Their name, for {@code @ExecuteOn}. */
    public static final String NAME = "requests";

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
            @Property(name = "datasources.default.maximum-pool-size", defaultValue = "10") int connections) {
        if (LoomSupport.isSupported()) {
            return LoomSupport.newThreadPerTaskExecutor(LoomSupport.newVirtualThreadFactory(NAME + "-"));
        }
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = task -> new Thread(task, NAME + "-" + number.incrementAndGet());
        return Executors.newFixedThreadPool(connections + SPARE, threads);
    }
}
