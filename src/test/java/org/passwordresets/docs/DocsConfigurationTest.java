package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code docs.*}, their defaults and bounds. */
class DocsConfigurationTest {
    private static final String ADDRESS =
            "must be an address such as https://resets.example.com, without a query or credentials";

    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(DocsConfiguration.class, Map.of()))
                .isEqualTo(new DocsConfiguration(true, true, null, null, false, "http://127.0.0.1:4010", null));
    }

    @Test
    void readsTheseKeys() {
        assertThat(Settings.read(
                        DocsConfiguration.class,
                        Map.of(
                                "docs.enabled", "false",
                                "docs.usage-page", "no",
                                "docs.password", "secret",
                                "docs.contract", "openapi",
                                "docs.try-it-here", "true",
                                "docs.stub", "",
                                "docs.token", "any-token")))
                .isEqualTo(new DocsConfiguration(false, false, "secret", "openapi", true, "", "any-token"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "docs.password    | ``             | is blank; set it or leave it out",
                "docs.contract    | no/such/folder | must be a file or a folder that exists",
                "docs.stub        | 127.0.0.1:4010 | " + ADDRESS,
                "docs.enabled     | 1              | must be true or false",
                "docs.usage-page  | ``             | is blank; set it or leave it out",
                "docs.try-it-here | maybe          | must be true or false",
            })
    void refusesNonsense(String key, String value, String reason) {
        Settings.assertRefused(key, value, reason);
    }
}
