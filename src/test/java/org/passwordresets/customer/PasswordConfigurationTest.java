package org.passwordresets.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code passwords.*}, their defaults and bounds. */
class PasswordConfigurationTest {
    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(PasswordConfiguration.class, Map.of()))
                .isEqualTo(new PasswordConfiguration(null, 19456, 2, null));
    }

    @Test
    void readsTheseKeys() {
        assertThat(Settings.read(
                        PasswordConfiguration.class,
                        Map.of(
                                "passwords.minimum-length", "6",
                                "passwords.memory", "8",
                                "passwords.iterations", "100",
                                "passwords.at-once", "1")))
                .isEqualTo(new PasswordConfiguration(6, 8, 100, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passwords.minimum-length | 5       | is 5; it must be from 6 to 128",
                "passwords.minimum-length | 129     | is 129; it must be from 6 to 128",
                "passwords.minimum-length | long    | must be a whole number",
                "passwords.memory         | 7       | is 7; it must be from 8 to 1048576",
                "passwords.memory         | 1048577 | is 1048577; it must be from 8 to 1048576",
                "passwords.iterations     | 0       | is 0; it must be from 1 to 100",
                "passwords.iterations     | 101     | is 101; it must be from 1 to 100",
                "passwords.at-once        | 0       | is 0; it must be from 1 to 1000",
                "passwords.at-once        | 1001    | is 1001; it must be from 1 to 1000",
            })
    void refusesNonsense(String key, String value, String reason) {
        Settings.assertRefused(key, value, reason);
    }
}
