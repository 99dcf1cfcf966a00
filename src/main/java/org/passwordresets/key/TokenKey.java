package org.passwordresets.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.passwordresets.Setting;

/**
 * A key that protects reset tokens: it encrypts them (AES-256-GCM) and makes MACs of them (HMAC-SHA-256). Each of the two
 * uses has a key of its own, derived from the configured one.
 */
public final class TokenKey {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String MAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec encryption;
    private final SecretKeySpec comparison;

    private TokenKey(byte[] key) {
        this.encryption = new SecretKeySpec(mac(new SecretKeySpec(key, MAC), "reset token encryption"), "AES");
        this.comparison = new SecretKeySpec(mac(new SecretKeySpec(key, MAC), "reset token comparison"), MAC);
    }

    /** @param setting where the key is configured, for the error if it cannot be read */
    static TokenKey of(Setting setting, String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            if (key.length == KEY_BYTES) {
                return new TokenKey(key);
            }
        } catch (IllegalArgumentException e) {
            // The error below reports it without the cause, whose message could quote the key.
        }
        throw setting.refused("must be 32 bytes in base64");
    }

    /** @param context must be the same for {@link #decrypt} */
    public byte[] encrypt(String text, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, context, text.getBytes(StandardCharsets.UTF_8), 0);
        byte[] ciphertext = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, ciphertext, NONCE_BYTES, sealed.length);
        return ciphertext;
    }

    /** The text that {@link #encrypt} was given with the same context. */
    public String decrypt(byte[] ciphertext, String context) {
        byte[] nonce = Arrays.copyOf(ciphertext, NONCE_BYTES);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, context, ciphertext, NONCE_BYTES), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int direction, byte[] nonce, String context, byte[] text, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(direction, encryption, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(text, from, text.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A reset token cannot be read: was password-resets.token-key changed?", e);
        }
    }

    /** By which a text is compared and found. */
    public byte[] mac(String text) {
        return mac(comparison, text);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
