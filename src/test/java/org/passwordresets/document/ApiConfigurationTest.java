package org.passwordresets.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code api.*}, their defaults and bounds. */
class ApiConfigurationTest {
    private static final String ADDRESS =
            "must be an address such as https://resets.example.com, without a query or credentials";

    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(ApiConfiguration.class, Map.of()))
                .isEqualTo(new ApiConfiguration(null, List.of(), null));
    }

    @Test
    void readsTheseKeys() {
        assertThat(Settings.read(
                        ApiConfiguration.class,
                        Map.of(
                                "api.base-url", "https://example.com:8443/resets",
                                "api.hosts", "Resets.example.com, localhost:8080",
                                "api.largest-body", "1024")))
                .isEqualTo(new ApiConfiguration(
                        "https://example.com:8443/resets", List.of("resets.example.com", "localhost:8080"), 1024L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api.base-url     | resets.example.com          |" + ADDRESS,
                "api.base-url     | ftp://resets.example.com    |" + ADDRESS,
                "api.base-url     | https://                    |" + ADDRESS,
                "api.base-url     | https://a b                 |" + ADDRESS,
                "api.base-url     | https://user:pass@a.example |" + ADDRESS,
                "api.base-url     | https://a.example?x=1       |" + ADDRESS,
                "api.base-url     | https://a.example#x         |" + ADDRESS,
                "api.base-url     | https://a.example:99999     |" + ADDRESS,
                "api.largest-body | 1023                        | is 1023; it must be from 1024 to 8388608",
                "api.largest-body | 8388609                     | is 8388609; it must be from 1024 to 8388608",
                "api.largest-body | 1MB                         | must be a whole number",
                "api.hosts        | https://a.example           | must list hosts, separated by commas, such as resets.example.com,localhost:8080",
            })
    void refusesNonsense(String key, String value, String reason) {
        Settings.assertRefused(key, value, reason);
    }
}
