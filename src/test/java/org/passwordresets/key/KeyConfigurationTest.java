package org.passwordresets.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the settings of keys, and what makes a key unusable. */
class KeyConfigurationTest {
    private static final String SIGNING_KEY =
            Settings.read(SigningKeyConfiguration.class, Map.of()).signingKey();
    private static final String TOKEN_KEY =
            Settings.read(TokenKeyConfiguration.class, Map.of()).tokenKey();

    @Test
    void readsTheseKeys() {
        Map<String, Object> settings = Map.of(
                "auth.signing-key", SIGNING_KEY + "\n",
                "password-resets.token-key", TOKEN_KEY + " ");
        assertThat(Settings.read(SigningKeyConfiguration.class, settings))
                .isEqualTo(new SigningKeyConfiguration(SIGNING_KEY + "\n"));
        assertThat(Settings.read(TokenKeyConfiguration.class, settings))
                .isEqualTo(new TokenKeyConfiguration(TOKEN_KEY + " "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "auth.signing-key          | ``         | is missing: set it to an RSA private key, PKCS#8 in PEM",
                "auth.signing-key          | x          | is not an RSA private key in PKCS#8 PEM form",
                "password-resets.token-key | ``         | is missing: set it to 32 random bytes in base64",
                "password-resets.token-key | AAAA       | must be 32 bytes in base64",
                "password-resets.token-key | not base64 | must be 32 bytes in base64",
            })
    void refusesNonsense(String key, String value, String reason) {
        Settings.assertRefused(key, value, reason);
    }

    @Test
    void refusesAShortKey() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(1024);
        String base64 = Base64.getEncoder()
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        Settings.assertRefused("auth.signing-key", base64, "has 1024 bits; it needs 2048 or more");
    }
}
