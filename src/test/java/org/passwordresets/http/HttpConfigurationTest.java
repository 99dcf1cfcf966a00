package org.passwordresets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** The keys, defaults and bounds of {@code cors.*} and {@code connections.*}. */
class HttpConfigurationTest {
    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(ConnectionConfiguration.class, Map.of()))
                .isEqualTo(new ConnectionConfiguration(
                        Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(75)));
        assertThat(Settings.read(CorsConfiguration.class, Map.of()))
                .isEqualTo(new CorsConfiguration(
                        List.of(),
                        List.of(
                                "Location",
                                "Retry-After",
                                "X-Ratelimit-Limit",
                                "X-Ratelimit-Interval",
                                "X-Ratelimit-Remaining",
                                "WWW-Authenticate",
                                "Allow"),
                        Duration.ofHours(2)));
    }

    @Test
    void readsTheseKeys() {
        assertThat(Settings.read(
                        ConnectionConfiguration.class,
                        Map.of(
                                "connections.head-timeout", "1s",
                                "connections.body-timeout", "2s",
                                "connections.idle-timeout", "3s")))
                .isEqualTo(new ConnectionConfiguration(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)));
        assertThat(Settings.read(
                        CorsConfiguration.class,
                        Map.of(
                                "cors.origins", "https://shop.example,http://localhost:*",
                                "cors.exposed-headers", "Location,X-Mine",
                                "cors.max-age", "0s")))
                .isEqualTo(new CorsConfiguration(
                        List.of("https://shop.example", "http://localhost:*"),
                        List.of("Location", "X-Mine"),
                        Duration.ZERO));
    }

    /** As a compose file leaves it. */
    @Test
    void anEmptyListOfOriginsIsNone() {
        assertThat(Settings.read(CorsConfiguration.class, Map.of("cors.origins", ""))
                        .origins())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "connections.head-timeout, 0s",
        "connections.head-timeout, -1s",
        "connections.body-timeout, 0s",
        "connections.body-timeout, 2h",
        "connections.idle-timeout, 0s",
        "connections.idle-timeout, soon",
        "cors.origins, https://shop.example/",
        "cors.origins, 'https://shop.example,*'",
        "cors.origins, null",
        "cors.exposed-headers, X Mine",
        "cors.max-age, -1s",
        "cors.max-age, 48h"
    })
    void refusesNonsense(String key, String value) {
        assertThat(Settings.refusal(Map.of(key, value)))
                .startsWith(key + " (environment: " + key.toUpperCase().replaceAll("[.-]", "_") + ") ");
    }
}
