package org.passwordresets.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A canary that nobody could find would prove nothing. */
class CanaryTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "xyz", "client:"})
    void isFoundHoweverItIsEncoded(String before) {
        byte[] bytes = (before + Canary.SECRET + "!").getBytes(StandardCharsets.US_ASCII);
        HexFormat hex = HexFormat.of();
        assertThat(Canary.findings(Canary.SECRET.toLowerCase())).hasSize(1);
        assertThat(Canary.findings(Base64.getEncoder().encodeToString(bytes))).hasSize(1);
        assertThat(Canary.findings(Base64.getUrlEncoder().encodeToString(bytes)))
                .hasSize(1);
        assertThat(Canary.findings(hex.formatHex(bytes))).hasSize(1);
        assertThat(Canary.findings(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes)))
                .hasSize(1);
        assertThat(Canary.findings(HexFormat.of().withPrefix("%").formatHex(bytes)))
                .hasSize(1);
    }

    @Test
    void isNotFoundWhereItIsNot() {
        assertThat(Canary.findings(URLEncoder.encode("a canary bird", StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
