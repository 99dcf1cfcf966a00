package org.passwordresets.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code cors.origins} may hold, and which {@code Origin} headers that allows. */
class AllowedOriginsTest {
    @ParameterizedTest
    @CsvSource({
        "https://shop.example, https://shop.example, true",
        "https://Shop.Example, https://shop.example, true",
        "https://shop.example, http://shop.example, false",
        "https://shop.example, https://shop.example:8443, false",
        "https://shop.example, https://shop.example.evil.example, false",
        "https://shop.example, https://evil-shop.example, false",
        "https://shop.example, https://shop.example/, false",
        "https://shop.example, null, false",
        "https://shop.example:8443, https://shop.example:8443, true",
        "https://shop.example:8443, https://shop.example, false",
        "http://localhost:*, http://localhost:3000, true",
        "http://localhost:*, http://localhost, true",
        "http://localhost:*, https://localhost:3000, false",
        "http://localhost:*, http://localhost.evil.example:3000, false",
        "http://localhost:*, http://localhost:3000.evil.example, false",
        "http://localhost:*, http://localhost:, false",
        "http://localhost:*, null, false",
        "http://[::1]:*, http://[::1]:3000, true",
        "http://[::1]:*, http://[::1], true",
        "capacitor://localhost, capacitor://localhost, true",
        "*, https://any.example, true",
        "*, null, true"
    })
    void allowsWhatIsListed(String entry, String origin, boolean allowed) {
        assertThat(AllowedOrigins.of(List.of(entry)).allow(origin)).isEqualTo(allowed);
    }

    @Test
    void anEmptyListAllowsNone() {
        assertThat(AllowedOrigins.of(List.of()).isNone()).isTrue();
        assertThat(AllowedOrigins.of(List.of()).allow("https://shop.example")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "shop.example",
                "https://",
                "https://shop.example/",
                "https://shop.example/path",
                "https://shop.example?x",
                "https://user@shop.example",
                "https://*.shop.example",
                "https://*",
                "*://shop.example",
                "https://shop.example:0",
                "https://shop.example:65536",
                "https://shop.example:x",
                "https://shop.example:443",
                "http://shop.example:80",
                "https://a b",
                "https://zoë.example",
                "https://-shop.example"
            })
    void refusesWhatIsNoOrigin(String entry) {
        assertThatThrownBy(() -> AllowedOrigins.of(List.of(entry)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("cors.origins (environment: CORS_ORIGINS) has \"" + entry + "\": ");
    }

    @Test
    void everyOriginStandsAlone() {
        assertThatThrownBy(() -> AllowedOrigins.of(List.of("https://shop.example", "*")))
                .hasMessageContaining("it must be the only entry");
    }
}
