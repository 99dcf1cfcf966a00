package org.passwordresets.passwordreset;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.passwordresets.Setting;
import org.passwordresets.policy.PasswordResetConfiguration;

/**
 * Encrypts reset tokens, so that a dump of the database contains none. The database stores the ciphertext (AES-256-GCM, bound
 * to the reset's id), to show the token to integrations, and a MAC (HMAC-SHA-256), to compare and find it. Both keys are
 * derived from the configured key. Created at startup, so that an invalid key is reported at once.
 */
@Context
final class ResetTokenVault {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String MAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec encryption;
    private final SecretKeySpec comparison;

    ResetTokenVault(PasswordResetConfiguration configuration) {
        byte[] key = key(configuration.tokenKey());
        this.encryption = new SecretKeySpec(mac(new SecretKeySpec(key, MAC), "reset token encryption"), "AES");
        this.comparison = new SecretKeySpec(mac(new SecretKeySpec(key, MAC), "reset token comparison"), MAC);
    }

    private static byte[] key(@Nullable String base64) {
        if (base64 == null || base64.isBlank()) {
            throw Setting.of("password-resets.token-key").refused("is missing: set it to 32 random bytes in base64");
        }
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // The error below reports it without the cause, whose message could quote the key.
        }
        throw Setting.of("password-resets.token-key").refused("must be 32 bytes in base64");
    }

    /**
     * A token as stored in the database.
     *
     * @param ciphertext the encrypted token; {@link #open} with the same reset's id decrypts it
     * @param mac for comparing and finding the token
     */
    record Kept(byte[] ciphertext, byte[] mac) {}

    Kept keep(ResetToken token, String resetId) {
        return new Kept(encrypt(token, resetId), mac(token.text()));
    }

    private byte[] encrypt(ResetToken token, String resetId) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, resetId, token.text().getBytes(StandardCharsets.UTF_8), 0);
        byte[] ciphertext = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, ciphertext, NONCE_BYTES, sealed.length);
        return ciphertext;
    }

    ResetToken open(byte[] ciphertext, String resetId) {
        byte[] nonce = Arrays.copyOf(ciphertext, NONCE_BYTES);
        return new ResetToken(new String(
                crypt(Cipher.DECRYPT_MODE, nonce, resetId, ciphertext, NONCE_BYTES), StandardCharsets.UTF_8));
    }

    private byte[] crypt(int direction, byte[] nonce, String resetId, byte[] text, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(direction, encryption, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(resetId.getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(text, from, text.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A reset token cannot be read: was password-resets.token-key changed?", e);
        }
    }

    /** The MAC by which a token is compared and found. */
    byte[] mac(String token) {
        return mac(comparison, token);
    }

    /** Compares in constant time. */
    boolean matches(String token, byte[] mac) {
        return MessageDigest.isEqual(mac(token), mac);
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
