package org.passwordresets.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.passwordresets.auth.ModeConverter;
import org.passwordresets.generated.model.Mode;

/**
 * A refresh token, without the token: a row of {@code refresh_tokens}.
 *
 * @param digest SHA-256 of the token
 * @param usedAt null until it has been used
 */
@MappedEntity("refresh_tokens")
public record RefreshToken(
        @Id byte[] digest,
        String sessionId,
        String organizationId,
        @MappedProperty(converter = ModeConverter.class) Mode mode,
        String customerId,
        int generation,
        String clientId,
        String scope,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt) {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new token: 32 random bytes in base64url. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Of a token, or of what somebody sent instead of one. */
    static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    static RefreshToken of(String token, Session session, Instant now, Instant expiresAt) {
        return new RefreshToken(
                digest(token),
                session.id(),
                session.organizationId(),
                session.mode(),
                session.customerId(),
                session.generation(),
                session.clientId(),
                session.scope(),
                now,
                expiresAt,
                null);
    }

    /** What it continues. */
    public Session session() {
        return new Session(sessionId, organizationId, mode, customerId, generation, clientId, scope);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Omits the digest. */
    @Override
    public String toString() {
        return "RefreshToken[" + sessionId + ", " + expiresAt + "]";
    }
}
