package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.passwordresets.key.TokenKey;
import org.passwordresets.key.TokenKeys;

/**
 * Protects reset tokens, so that a dump of the database contains none. The database stores the ciphertext, bound to the
 * reset's id, to show the token to integrations, and a MAC, to compare and find it. Each row names the key of both.
 */
@Singleton
final class ResetTokenVault {
    private final TokenKeys keys;
    private final UnreadableTokens unreadable = new UnreadableTokens();

    ResetTokenVault(TokenKeys keys) {
        this.keys = keys;
    }

    /**
     * A token as stored in the database.
     *
     * @param ciphertext the encrypted token, to be read with the same reset's id
     * @param mac for comparing and finding the token
     * @param keyId names the key of both; null if a release wrote the row that knew one key only
     */
    record Kept(
            @Nullable byte[] ciphertext,
            @Nullable byte[] mac,
            @Nullable String keyId) {}

    Kept keep(ResetToken token, String resetId) {
        TokenKey key = keys.newest();
        return new Kept(key.encrypt(token.text(), resetId), key.mac(token.text()), key.id());
    }

    /** The reset's token; empty if it cannot be decrypted, which is logged once. */
    Optional<ResetToken> open(Kept token, String resetId) {
        List<TokenKey> candidates = keysOf(token);
        Optional<ResetToken> opened = token.ciphertext() == null
                ? Optional.empty()
                : candidates.stream()
                        .flatMap(key -> key.decrypt(token.ciphertext(), resetId).stream())
                        .findFirst()
                        .map(ResetToken::new);
        if (opened.isEmpty()) {
            unreadable.report(resetId, candidates.isEmpty() ? token.keyId() : null);
        }
        return opened;
    }

    /** One key, or none if it is not configured; all keys for a row that names none. */
    private List<TokenKey> keysOf(Kept token) {
        return token.keyId() == null
                ? keys.all()
                : keys.find(token.keyId()).stream().toList();
    }

    /** Whether a key is configured that the token can be compared with. */
    boolean hasKeyOf(Kept token) {
        return !keysOf(token).isEmpty();
    }

    /** Whether the newest key protects the token. */
    boolean isUpToDate(Kept token) {
        return keys.newest().id().equals(token.keyId());
    }

    /** The MACs of the token with each key, by one of which its row is found. */
    List<byte[]> macs(String token) {
        return keys.all().stream().map(key -> key.mac(token)).toList();
    }

    /** What rows name, if their tokens can be decrypted. */
    List<String> keyIds() {
        return keys.all().stream().map(TokenKey::id).toList();
    }

    /** Compares in constant time. */
    boolean matches(String token, Kept kept) {
        return kept.mac() != null
                && keysOf(kept).stream().anyMatch(key -> MessageDigest.isEqual(key.mac(token), kept.mac()));
    }
}
