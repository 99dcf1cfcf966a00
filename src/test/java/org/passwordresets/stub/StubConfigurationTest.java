package org.passwordresets.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code stub.*}, their defaults and bounds. */
class StubConfigurationTest {
    private static final String ADDRESS =
            "must be an address such as https://resets.example.com, without a query or credentials";

    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(StubConfiguration.class, Map.of(), "stub"))
                .isEqualTo(new StubConfiguration(null, false, 1000, null, false, 100));
    }

    @Test
    void readsTheseKeys() {
        assertThat(Settings.read(
                        StubConfiguration.class,
                        Map.of(
                                "stub.contract", "openapi",
                                "stub.state", "on",
                                "stub.largest-state", "1",
                                "stub.target", "http://127.0.0.1:8080/base",
                                "stub.errors", "on",
                                "stub.remembered", "1000000"),
                        "stub"))
                .isEqualTo(new StubConfiguration(
                        Path.of("openapi"), true, 1, URI.create("http://127.0.0.1:8080/base"), true, 1_000_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stub.contract      | no/such/folder | must be a file or a folder that exists",
                "stub.target        | 127.0.0.1      | " + ADDRESS,
                "stub.largest-state | 0              | is 0; it must be from 1 to 1000000",
                "stub.largest-state | 1000001        | is 1000001; it must be from 1 to 1000000",
                "stub.remembered    | 0              | is 0; it must be from 1 to 1000000",
                "stub.remembered    | 1000001        | is 1000001; it must be from 1 to 1000000",
                "stub.state         | 1              | must be true or false",
                "stub.errors        | 1              | must be true or false",
            })
    void refusesNonsense(String key, String value, String reason) {
        Settings.assertRefused(key, value, reason, "stub");
    }
}
