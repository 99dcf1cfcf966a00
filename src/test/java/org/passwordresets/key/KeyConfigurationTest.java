package org.passwordresets.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the settings of keys: what makes a key unusable, and which of several is used. */
class KeyConfigurationTest {
    private static final String SIGNING_KEY =
            Settings.read(SigningKeyConfiguration.class, Map.of()).signingKey();
    private static final String TOKEN_KEY =
            Settings.read(TokenKeyConfiguration.class, Map.of()).tokenKey();
    private static final String OTHER_TOKEN_KEY =
            Base64.getEncoder().encodeToString("another key of 32 bytes, not so ".getBytes());

    @Test
    void readsTheseKeys() {
        Map<String, Object> settings = Map.of(
                "auth.signing-key",
                SIGNING_KEY + "\n",
                "password-resets.token-key",
                TOKEN_KEY + " ",
                "keys.signing.2027.key",
                rsaKey(2048),
                "keys.signing.2027.from",
                "2999-01-31T00:00:00Z",
                "keys.tokens.2027.key",
                OTHER_TOKEN_KEY,
                "keys.tokens.2027.from",
                "2999-01-31T00:00:00Z");
        assertThat(Settings.read(SigningKeyConfiguration.class, settings))
                .isEqualTo(new SigningKeyConfiguration(SIGNING_KEY + "\n"));
        assertThat(Settings.read(TokenKeyConfiguration.class, settings))
                .isEqualTo(new TokenKeyConfiguration(TOKEN_KEY + " "));
        Instant from = Instant.parse("2999-01-31T00:00:00Z");
        assertThat(Settings.readAll(NamedSigningKey.class, settings))
                .containsExactly(new NamedSigningKey("2027", (String) settings.get("keys.signing.2027.key"), from));
        assertThat(Settings.readAll(NamedTokenKey.class, Settings.variables(settings)))
                .containsExactly(new NamedTokenKey("2027", OTHER_TOKEN_KEY, from));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "auth.signing-key                    | ``         | is missing: set it to an RSA private key, PKCS#8 in PEM",
                "auth.signing-key                    | x          | is not an RSA private key in PKCS#8 PEM form",
                "auth.signing-key                    | file:/none | names a file that cannot be read",
                "keys.signing.next.from         | soon       | must be a time such as 2027-01-31T00:00:00Z",
                "password-resets.token-key           | ``         | is missing: set it to 32 random bytes in base64",
                "password-resets.token-key           | AAAA       | must be 32 bytes in base64",
                "password-resets.token-key           | not base64 | must be 32 bytes in base64",
                "keys.tokens.next.from | 2027      | must be a time such as 2027-01-31T00:00:00Z",
            })
    void refusesNonsense(String key, String value, String reason) {
        Settings.assertRefused(key, value, reason);
    }

    @Test
    void refusesAShortKey() {
        Settings.assertRefused("auth.signing-key", rsaKey(1024), "has 1024 bits; it needs 2048 or more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SAME  | 2000-01-01T00:00:00Z | key  | is the same key as password-resets.token-key",
                "OTHER | ``                   | from | is missing: set it to a time such as 2027-01-31T00:00:00Z",
                "``    | 2000-01-01T00:00:00Z | key  | is missing",
                "AAAA  | 2000-01-01T00:00:00Z | key  | must be 32 bytes in base64",
            })
    void refusesAnIncompleteOrRepeatedNamedKey(String key, String from, String setting, String reason) {
        Map<String, Object> settings = new HashMap<>();
        if (!key.isEmpty()) {
            settings.put("keys.tokens.next.key", key.replace("SAME", TOKEN_KEY).replace("OTHER", OTHER_TOKEN_KEY));
        }
        if (!from.isEmpty()) {
            settings.put("keys.tokens.next.from", from);
        }
        assertThat(Settings.refusal(settings)).isEqualTo(Settings.sentence("keys.tokens.next." + setting, reason));
    }

    @Test
    void refusesTwoKeysFromTheSameTime() {
        Map<String, Object> settings = Map.of(
                "keys.signing.a.key",
                rsaKey(2048),
                "keys.signing.a.from",
                "2999-01-01T00:00:00Z",
                "keys.signing.b.key",
                rsaKey(2048),
                "keys.signing.b.from",
                "2999-01-01T00:00:00Z");
        assertThat(Settings.refusal(settings)).contains("is used from the same time as keys.signing.");
    }

    @Test
    void needsAKeyThatIsInUse() {
        Map<String, Object> settings = Map.of(
                "password-resets.token-key", "",
                "keys.tokens.next.key", OTHER_TOKEN_KEY,
                "keys.tokens.next.from", "2999-01-01T00:00:00Z");
        assertThat(Settings.refusal(settings))
                .isEqualTo(Settings.sentence(
                        "password-resets.token-key",
                        "is missing: set it to 32 random bytes in base64; no other key is in use yet"));
    }

    @Test
    void readsFilesAndUsesTheNewestKey(@TempDir Path directory) throws Exception {
        Path signing = Files.writeString(directory.resolve("signing-key.pem"), rsaKey(2048));
        Path token = Files.writeString(directory.resolve("token-key"), OTHER_TOKEN_KEY + "\n");
        Map<String, Object> settings = Map.of(
                "KEYS_SIGNING_NEXT_KEY",
                "file:" + signing,
                "KEYS_SIGNING_NEXT_FROM",
                "2026-01-01T00:00:00Z",
                "KEYS_TOKENS_NEXT_KEY",
                "file:" + token,
                "KEYS_TOKENS_NEXT_FROM",
                "2026-01-01T00:00:00Z");
        assertThat(Settings.read(TokenKeys.class, settings).newest().id())
                .isEqualTo(Settings.read(TokenKeys.class, Map.of("password-resets.token-key", OTHER_TOKEN_KEY))
                        .newest()
                        .id())
                .isNotEqualTo(Settings.read(TokenKeys.class, Map.of()).newest().id());
        assertThat(Settings.read(SigningKeys.class, settings).newest().id())
                .isEqualTo(Settings.read(SigningKeys.class, Map.of("auth.signing-key", Files.readString(signing)))
                        .newest()
                        .id());
    }

    private static String rsaKey(int bits) {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(bits);
            return Base64.getEncoder()
                    .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
