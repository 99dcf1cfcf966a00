package org.passwordresets.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code applications.*} and {@code auth.organizations.<name>.*}, their defaults and bounds. */
class ApplicationSettingsTest {
    private static final String PREFIX = "auth.organizations.acme.";

    @Test
    void readsTheDatabaseEveryFiveSeconds() {
        assertThat(Settings.read(ApplicationConfiguration.class, Map.of()))
                .isEqualTo(new ApplicationConfiguration(Duration.ofSeconds(5)));
        assertThat(Settings.read(ApplicationConfiguration.class, Map.of("applications.refresh-interval", "1h")))
                .isEqualTo(new ApplicationConfiguration(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0s   | is 0s; it must be from 1s to 1h",
                "61m  | is 1h1m; it must be from 1s to 1h",
                "soon | must be a duration such as 30s, 10m or 2h",
            })
    void refusesAnInterval(String value, String reason) {
        Settings.assertRefused("applications.refresh-interval", value, reason);
    }

    @Test
    void readsAnOrganizationFromTheEnvironmentToo() {
        ConfiguredOrganization acme = new ConfiguredOrganization(
                "acme",
                "AAAAAAAAAA",
                "Acme",
                "help@acme.example",
                "+1 555",
                "https://acme.example/logo.svg?v=2",
                "https://acme.example/favicon.ico",
                "#C8984E",
                "GTM-1",
                "GTM-2");
        Map<String, Object> settings = Map.of(
                PREFIX + "organization-id", "AAAAAAAAAA",
                PREFIX + "name", "Acme",
                PREFIX + "support-email", "help@acme.example",
                PREFIX + "support-phone", "+1 555",
                PREFIX + "logo-url", "https://acme.example/logo.svg?v=2",
                PREFIX + "favicon-url", "https://acme.example/favicon.ico",
                PREFIX + "primary-color", "#C8984E",
                PREFIX + "gtm-id", "GTM-1",
                PREFIX + "gtm-id-test", "GTM-2");
        assertThat(Settings.readAll(ConfiguredOrganization.class, settings)).containsExactly(acme);
        assertThat(Settings.readAll(ConfiguredOrganization.class, Settings.variables(settings)))
                .containsExactly(acme);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "organization-id | 123        | must be 10 ASCII letters, such as xRRkjDFafe",
                "organization-id | ZZZZZZZZZZ | must be the organization-id of an application in auth.applications",
                "name            | ``         | is blank; set it or leave it out",
                "logo-url        | logo.svg   | must be an address such as https://shop.example.com/logo.svg",
                "favicon-url     | data:,x    | must be an address such as https://shop.example.com/logo.svg",
                "primary-color   | red        | must be a color such as #C8984E",
            })
    void refusesNonsense(String name, String value, String reason) {
        Map<String, Object> settings = new HashMap<>(Map.of(PREFIX + "organization-id", "AAAAAAAAAA"));
        settings.put(PREFIX + name, value);
        assertThat(Settings.refusal(settings)).isEqualTo(Settings.sentence(PREFIX + name, reason));
    }

    @Test
    void refusesTheSameOrganizationTwice() {
        assertThat(Settings.refusal(Map.of(
                        PREFIX + "organization-id",
                        "AAAAAAAAAA",
                        "auth.organizations.other.organization-id",
                        "AAAAAAAAAA")))
                .matches("auth.organizations.(acme|other).organization-id and"
                        + " auth.organizations.(acme|other).organization-id are the same");
    }
}
