package org.passwordresets.limit;

import io.lettuce.core.RedisURI;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import org.passwordresets.Setting;

/**
 * The Redis server in which several servers share the counts of their rate limits. While Redis is unavailable, each server
 * counts by itself.
 *
 * @param uri the address, such as {@code redis://:PASSWORD@redis.example.com:6379/0}, or {@code rediss://} for TLS; a secret if
 *     it contains a password. By default none: each server counts by itself. Redis Cluster is not supported
 * @param timeout how long a request waits for Redis before this server counts by itself, 10 milliseconds to 10 seconds
 */
@Context
@ConfigurationProperties("redis")
record RedisConfiguration(
        @Nullable String uri,
        @Bindable(defaultValue = "250ms") Duration timeout) {
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(2);
    private static final Setting URI_SETTING = Setting.of("redis.uri");

    RedisConfiguration {
        URI_SETTING.textOrNone(uri);
        if (uri != null) {
            parsed(uri);
        }
        Setting.of("redis.timeout").within(timeout, Duration.ofMillis(10), Duration.ofSeconds(10));
    }

    RedisURI address() {
        RedisURI address = parsed(uri);
        // Of the handshake; commands have the timeout above.
        address.setTimeout(HANDSHAKE_TIMEOUT);
        return address;
    }

    private static RedisURI parsed(String uri) {
        try {
            return RedisURI.create(URI.create(uri));
        } catch (IllegalArgumentException e) {
            // Without its message, which quotes the password.
            throw URI_SETTING.refused(
                    "must be an address such as redis://redis.example.com:6379, or rediss:// for TLS");
        }
    }

    /** Omits the address, which may contain a password. */
    @Override
    public String toString() {
        return "RedisConfiguration[" + timeout + "]";
    }
}
