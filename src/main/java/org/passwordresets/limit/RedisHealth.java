package org.passwordresets.limit;

import io.micronaut.configuration.lettuce.health.RedisHealthIndicator;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Without Redis, this server is as healthy as with it. */
@Singleton
@Replaces(RedisHealthIndicator.class)
@Requires(property = "redis.uri")
final class RedisHealth implements HealthIndicator {
    private final SharedCounts counts;

    RedisHealth(SharedCounts counts) {
        this.counts = counts;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("redis", HealthStatus.UP)
                .details(Map.of("available", counts.areAvailable()))
                .build());
    }
}
