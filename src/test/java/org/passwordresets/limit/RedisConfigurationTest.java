package org.passwordresets.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.support.Settings;
import org.passwordresets.support.StandingServer;

/** Pins the keys of {@code redis.*}, their defaults and bounds. */
class RedisConfigurationTest {
    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(RedisConfiguration.class, Map.of()))
                .isEqualTo(new RedisConfiguration(null, Duration.ofMillis(250)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://redis.example.com",
                "redis://user:p%40ss@redis.example.com:6380/2",
                "rediss://:secret@[2001:db8::1]:6380"
            })
    void acceptsAddressesOfRedis(String uri) {
        assertThat(new RedisConfiguration(uri, Duration.ofSeconds(1)).address().getHost())
                .isNotBlank();
        assertThat(new RedisConfiguration(uri, Duration.ofSeconds(1)).toString())
                .isEqualTo("RedisConfiguration[PT1S]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis.uri     | http://redis.example.com     | must be an address such as redis://redis.example.com:6379, or rediss:// for TLS",
                "redis.uri     | redis.example.com:6379       | must be an address such as redis://redis.example.com:6379, or rediss:// for TLS",
                "redis.uri     | redis://:a secret@localhost  | must be an address such as redis://redis.example.com:6379, or rediss:// for TLS",
                "redis.uri     | ''                           | is blank; set it or leave it out",
                "redis.timeout | 5ms                          | is 0.005s; it must be from 0.01s to 10s",
                "redis.timeout | 11s                          | is 11s; it must be from 0.01s to 10s",
            })
    void refusesNonsense(String key, String value, String reason) {
        Settings.assertRefused(key, value, reason);
    }

    @Test
    void withoutAnAddressThereIsNoClient() {
        try (StandingServer server = StandingServer.start()) {
            assertThat(server.beans(RedisClient.class)).isEmpty();
            assertThat(server.beans(SharedCounts.class)).isEmpty();
        }
    }
}
