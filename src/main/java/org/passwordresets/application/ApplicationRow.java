package org.passwordresets.application;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.passwordresets.auth.ModeConverter;
import org.passwordresets.generated.model.Mode;

/**
 * A row of {@code applications}.
 *
 * @param secretDigest see {@link ClientSecrets#digest}; null for a public application
 * @param previousSecretDigest of the secret before the last rotation; null if there is none
 * @param previousSecretUntil when that one ends
 * @param kind as in tokens
 * @param role of a web application; null for the default
 * @param disabledAt since when it cannot be used; null if it can
 * @param accessGeneration see {@link RegisteredApplication#accessGeneration}
 */
@MappedEntity("applications")
@RecordBuilder
record ApplicationRow(
        @Id String id,
        String organizationId,
        String name,
        String clientId,
        @Nullable byte[] secretDigest,
        @Nullable byte[] previousSecretDigest,
        @Nullable Instant previousSecretUntil,
        String kind,
        @Nullable String role,
        @MappedProperty(converter = ModeConverter.class) Mode mode,
        @Nullable Instant disabledAt,
        Instant createdAt,
        Instant updatedAt,
        int accessGeneration) {

    /** Omits the digests. */
    @Override
    public String toString() {
        return "ApplicationRow[" + id + ", " + clientId + ", " + organizationId + ", " + mode + "]";
    }
}
