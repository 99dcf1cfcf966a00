package org.passwordresets.application;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.WebappRole;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.resource.Identified;

/**
 * An application that can request access tokens, from the configuration or from the database.
 *
 * @param id 10 ASCII letters; in the configuration, its name there
 * @param clientId public; different from that of every other application
 * @param kind what its tokens give the right to do
 * @param role of a web application with a secret; null for all others
 * @param mode of its tokens
 * @param organization whose data its tokens give access to
 * @param disabledAt since when it or its organization is disabled; null if it can be used
 * @param createdAt null if it is in the configuration
 * @param updatedAt null if it is in the configuration
 * @param accessGeneration the next one begins when it or its organization is disabled, and ends the customers' sessions from
 *     before
 */
public record RegisteredApplication(
        String id,
        String name,
        String clientId,
        ClientSecrets secrets,
        ApplicationKind kind,
        @Nullable WebappRole role,
        Mode mode,
        Organization organization,
        @Nullable Instant disabledAt,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        int accessGeneration)
        implements Identified {
    /** Gives a web application that keeps a secret the default role. */
    public RegisteredApplication {
        if (role == null && kind == ApplicationKind.WEBAPP && !secrets.areNone()) {
            role = WebappRole.READ_ONLY;
        }
    }

    static RegisteredApplication of(ApplicationRow row, Organization organization, Instant now) {
        boolean overlaps = row.previousSecretUntil() != null && now.isBefore(row.previousSecretUntil());
        return new RegisteredApplication(
                row.id(),
                row.name(),
                row.clientId(),
                ClientSecrets.ofDigests(row.secretDigest(), overlaps ? row.previousSecretDigest() : null),
                ApplicationKind.of(row.kind()),
                row.role() == null ? null : WebappRole.of(row.role()),
                row.mode(),
                organization,
                row.disabledAt() == null ? organization.disabledAt() : row.disabledAt(),
                row.createdAt(),
                row.updatedAt(),
                row.accessGeneration() + organization.accessGeneration());
    }

    /** 10 ASCII letters. */
    public String organizationId() {
        return organization.id();
    }

    /** The organization's name in addresses. */
    public String organizationSlug() {
        return organization.slug();
    }

    /** Whether its code, and so its client id, is public. A web application that keeps a secret is not. */
    public boolean isPublic() {
        return kind == ApplicationKind.SALES_CHANNEL || secrets.areNone();
    }

    /** Whether it may have new tokens, and use those it has. */
    public boolean isEnabled() {
        return disabledAt == null;
    }

    /**
     * Compares in constant time. A secret that was sent must be right, even if none is required.
     *
     * @param secret null if the request has none
     */
    public boolean accepts(@Nullable String secret) {
        return secret == null ? isPublic() : secrets.accept(secret);
    }

    /** Omits the secrets. */
    @Override
    public String toString() {
        return "RegisteredApplication[" + name + ", " + clientId + ", " + kind + ", " + mode + ", " + organization.id()
                + "]";
    }
}
