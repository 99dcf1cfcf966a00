package org.passwordresets.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
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
 * @param sessionEndsAt null if an earlier release stored it
 * @param applicationId null if an earlier release stored it
 */
@MappedEntity("refresh_tokens")
@RecordBuilder
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
        @Nullable Instant usedAt,
        @Nullable Instant sessionEndsAt,
        @Nullable String applicationId,
        int applicationGeneration) {
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
        return RefreshTokenBuilder.builder()
                .digest(digest(token))
                .sessionId(session.id())
                .organizationId(session.organizationId())
                .mode(session.mode())
                .customerId(session.customerId())
                .generation(session.generation())
                .clientId(session.clientId())
                .scope(session.scope())
                .createdAt(now)
                .expiresAt(expiresAt.isBefore(session.endsAt()) ? expiresAt : session.endsAt())
                .sessionEndsAt(session.endsAt())
                .applicationId(session.applicationId())
                .applicationGeneration(session.applicationGeneration())
                .build();
    }

    /** The same token, whose session ends at that time unless it ends anyway. */
    RefreshToken endingAt(Instant latest) {
        return sessionEndsAt == null
                ? RefreshTokenBuilder.builder(this).sessionEndsAt(latest).build()
                : this;
    }

    /** What it continues. */
    public Session session() {
        return new Session(
                sessionId,
                organizationId,
                mode,
                customerId,
                generation,
                clientId,
                applicationId,
                applicationGeneration,
                scope,
                sessionEndsAt);
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
