package org.passwordresets.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    private static final int ID_BYTES = 8;

    private final String id;
    private final SecretKeySpec encryption;
    private final SecretKeySpec comparison;
    /** Reused, because creating one takes longer than decrypting a token. */
    private final Queue<Cipher> ciphers = new ConcurrentLinkedQueue<>();

    private TokenKey(byte[] key) {
        this.id = HexFormat.of().formatHex(mac(new SecretKeySpec(key, MAC), "reset token key id"), 0, ID_BYTES);
        SecretKeySpec master = new SecretKeySpec(key, MAC);
        this.encryption = new SecretKeySpec(mac(master, "reset token encryption"), "AES");
        this.comparison = new SecretKeySpec(mac(master, "reset token comparison"), MAC);
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

    /** Identifies the key without revealing it: 16 hexadecimal digits, derived from the key. */
    public String id() {
        return id;
    }

    /** @param context must be the same for {@link #decrypt} */
    public byte[] encrypt(String text, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = sealed(nonce, context, text);
        byte[] ciphertext = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, ciphertext, NONCE_BYTES, sealed.length);
        return ciphertext;
    }

    private byte[] sealed(byte[] nonce, String context, String text) {
        try {
            byte[] plain = text.getBytes(StandardCharsets.UTF_8);
            return crypt(Cipher.ENCRYPT_MODE, nonce, context, plain, 0, plain.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text that this key has encrypted with the same context; empty if another key did, or if the ciphertext is damaged. */
    public Optional<String> decrypt(byte[] ciphertext, String context) {
        try {
            byte[] nonce = Arrays.copyOf(ciphertext, NONCE_BYTES);
            int length = Math.max(0, ciphertext.length - NONCE_BYTES);
            byte[] text = crypt(Cipher.DECRYPT_MODE, nonce, context, ciphertext, NONCE_BYTES, length);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] crypt(int direction, byte[] nonce, String context, byte[] text, int from, int length)
            throws GeneralSecurityException {
        Cipher idle = ciphers.poll();
        Cipher cipher = idle == null ? Cipher.getInstance("AES/GCM/NoPadding") : idle;
        cipher.init(direction, encryption, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.US_ASCII));
        byte[] result = cipher.doFinal(text, from, length);
        ciphers.add(cipher);
        return result;
    }

    /** The MAC by which a text is compared and found. */
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
