package org.passwordresets.passwordreset;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import org.passwordresets.key.TokenKeys;

/**
 * Protects reset tokens, so that a dump of the database contains none. The database stores the ciphertext, bound to the
 * reset's id, to show the token to integrations, and a MAC, to compare and find it.
 */
@Singleton
final class ResetTokenVault {
    private final TokenKeys keys;

    ResetTokenVault(TokenKeys keys) {
        this.keys = keys;
    }

    /**
     * A token as stored in the database.
     *
     * @param ciphertext the encrypted token; {@link #open} with the same reset's id decrypts it
     * @param mac for comparing and finding the token
     */
    record Kept(byte[] ciphertext, byte[] mac) {}

    Kept keep(ResetToken token, String resetId) {
        return new Kept(keys.newest().encrypt(token.text(), resetId), mac(token.text()));
    }

    ResetToken open(byte[] ciphertext, String resetId) {
        return new ResetToken(keys.newest().decrypt(ciphertext, resetId));
    }

    /** The MAC by which a token is compared and found. */
    byte[] mac(String token) {
        return keys.newest().mac(token);
    }

    /** Compares in constant time. */
    boolean matches(String token, byte[] mac) {
        return MessageDigest.isEqual(mac(token), mac);
    }
}
