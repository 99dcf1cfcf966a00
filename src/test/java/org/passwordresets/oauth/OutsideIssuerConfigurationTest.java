package org.passwordresets.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code auth.outside-issuer.*}, their defaults and bounds. */
class OutsideIssuerConfigurationTest {
    @Test
    void thereIsNoOutsideIssuerByDefault() {
        assertThat(Settings.read(OutsideIssuerConfiguration.class, Map.of()))
                .isEqualTo(new OutsideIssuerConfiguration(
                        null, null, null, Duration.ofSeconds(2), Duration.ofSeconds(10)));
    }

    @Test
    void readsTheKeysOfAnOutsideIssuer() {
        assertThat(Settings.read(
                        OutsideIssuerConfiguration.class,
                        Settings.variables(Map.of(
                                "auth.outside-issuer.jwks-url", "https://id.example.com/jwks.json?tenant=1",
                                "auth.outside-issuer.issuer", "https://id.example.com/",
                                "auth.outside-issuer.audience", "resets",
                                "auth.outside-issuer.timeout", "100ms",
                                "auth.outside-issuer.interval", "10m"))))
                .isEqualTo(new OutsideIssuerConfiguration(
                        "https://id.example.com/jwks.json?tenant=1",
                        "https://id.example.com/",
                        "resets",
                        Duration.ofMillis(100),
                        Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "auth.outside-issuer.jwks-url | http://id.example.com/jwks.json   | must be an address such as https://id.example.com/jwks.json",
                "auth.outside-issuer.jwks-url | https://me:pw@id.example.com/jwks | must be an address such as https://id.example.com/jwks.json",
                "auth.outside-issuer.jwks-url | file:///etc/jwks.json             | must be an address such as https://id.example.com/jwks.json",
                "auth.outside-issuer.jwks-url | ``                                | must be an address such as https://id.example.com/jwks.json",
                "auth.outside-issuer.issuer   | https://id.example.com/           | has no effect without auth.outside-issuer.jwks-url",
                "auth.outside-issuer.audience | resets                            | has no effect without auth.outside-issuer.jwks-url",
                "auth.outside-issuer.timeout  | 99ms                              | is 0.099s; it must be from 0.1s to 10s",
                "auth.outside-issuer.interval | 11m                               | is 11m; it must be from 0.1s to 10m",
            })
    void refusesNonsenseOfAnOutsideIssuer(String key, String value, String reason) {
        Settings.assertRefused(key, value, reason);
    }

    @Test
    void anOutsideIssuerNeedsAName() {
        assertThat(Settings.refusal(Map.of("auth.outside-issuer.jwks-url", "https://id.example.com/jwks.json")))
                .isEqualTo(Settings.sentence("auth.outside-issuer.issuer", "is missing"));
    }
}
