package org.passwordresets.key;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import org.passwordresets.Setting;

/**
 * New keys.
 *
 * @param signingKey an RSA private key, PKCS#8 in PEM, on one line
 * @param signingKeyId see {@link SigningKey#id()}
 * @param tokenKey 32 random bytes in base64
 * @param tokenKeyId see {@link TokenKey#id()}
 */
public record NewKeys(String signingKey, String signingKeyId, String tokenKey, String tokenKeyId) {
    private static final int RSA_BITS = 2048;
    private static final int TOKEN_KEY_BYTES = 32;

    public static NewKeys make() {
        Setting unused = Setting.of("new");
        String signing = "-----BEGIN PRIVATE KEY-----" + base64(rsaKey()) + "-----END PRIVATE KEY-----";
        String token = base64(randomBytes());
        return new NewKeys(
                signing,
                SigningKey.of(unused, signing).id(),
                token,
                TokenKey.of(unused, token).id());
    }

    private static byte[] rsaKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[TOKEN_KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Omits the keys. */
    @Override
    public String toString() {
        return "NewKeys[" + signingKeyId + ", " + tokenKeyId + "]";
    }
}
