package org.passwordresets.database;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Whether the database responds within about a second; part of {@code /health} and {@code /health/readiness}. */
@Singleton
@Readiness
final class DatabaseHealth implements HealthIndicator {
    private static final String NAME = "database";

    private final DatabaseWatch watch;

    DatabaseHealth(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.fromCompletableFuture(() -> watch.check()
                .thenApply(responds -> HealthResult.builder(NAME, responds ? HealthStatus.UP : HealthStatus.DOWN)
                        .build()));
    }
}
