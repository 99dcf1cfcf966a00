package org.passwordresets.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets of {@code make run}: random, created at the first run and kept, so that tokens remain valid after a restart.
 */
final class DemoKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private DemoKeys() {}

    /** An RSA key for RS512, PKCS#8 in PEM. */
    static String signingKey(Path keys) {
        return PrivateFiles.readOrCreate(keys.resolve("signing-key.pem"), DemoKeys::randomRsaKey);
    }

    private static String randomRsaKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, RANDOM);
            byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
            Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN PRIVATE KEY-----\n" + lines.encodeToString(encoded) + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException everyJdkHasRsa) {
            throw new IllegalStateException(everyJdkHasRsa);
        }
    }

    /** 32 bytes in base64. */
    static String tokenKey(Path keys) {
        return PrivateFiles.readOrCreate(
                keys.resolve("token-key"), () -> Base64.getEncoder().encodeToString(randomBytes()));
    }

    static String clientSecret(Path keys, String application) {
        return PrivateFiles.readOrCreate(
                keys.resolve(application + ".client-secret"),
                () -> Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes()));
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
