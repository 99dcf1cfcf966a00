package org.passwordresets;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.LoomSupport;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that controllers run on, so that waiting for the database never blocks the event loop. */
@Factory
public final class RequestThreads {
    /** The executor for requests that need the database, for {@code @ExecuteOn}. */
    public static final String NAME = "requests";
    /** The executor for requests that need no database and must continue while it is unavailable. */
    public static final String COMPUTING = "computing";

    /** One thread per processor: more would not be faster. */
    @Bean(preDestroy = "shutdown")
    @Singleton
    @Named(COMPUTING)
    ExecutorService computingThreads() {
        return Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), threads(COMPUTING));
    }

    /** Virtual threads if the JVM has them. */
    public static ThreadFactory threads(String name) {
        if (LoomSupport.isSupported()) {
            return LoomSupport.newVirtualThreadFactory(name + "-");
        }
        AtomicInteger number = new AtomicInteger();
        return task -> new Thread(task, name + "-" + number.incrementAndGet());
    }
}
