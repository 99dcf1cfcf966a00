package org.passwordresets.application;

import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The secrets that an application can authenticate with, as SHA-256 digests: one; two for a while after a rotation; none for
 * a public application.
 */
final class ClientSecrets {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<byte[]> digests;

    private ClientSecrets(List<byte[]> digests) {
        this.digests = digests;
    }

    /** @param secret null for none */
    static ClientSecrets of(@Nullable String secret) {
        return secret == null ? new ClientSecrets(List.of()) : ofDigests(digest(secret));
    }

    /** @param digests null ones are left out */
    static ClientSecrets ofDigests(byte[]... digests) {
        return new ClientSecrets(Stream.of(digests).filter(Objects::nonNull).toList());
    }

    /** A new secret: 32 random bytes in base64url, which may be stored as {@link #digest}, because nobody can guess them. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    boolean areNone() {
        return digests.isEmpty();
    }

    /** Compares in constant time. A secret that was sent must be right, even if none is required. */
    boolean accept(@Nullable String secret) {
        if (secret == null) {
            return digests.isEmpty();
        }
        byte[] sent = digest(secret);
        return digests.stream()
                .map(digest -> MessageDigest.isEqual(digest, sent))
                .reduce(false, Boolean::logicalOr);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientSecrets secrets
                && Arrays.deepEquals(digests.toArray(), secrets.digests.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(digests.toArray());
    }

    /** Omits the digests. */
    @Override
    public String toString() {
        return digests.size() + " secrets";
    }
}
