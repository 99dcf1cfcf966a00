package org.passwordresets.auth;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.passwordresets.generated.model.Mode;

/**
 * Who sends the request, according to the access token. A caller has access only to its own organization and mode.
 *
 * @param organizationId 10 ASCII letters
 * @param mode of all rows that the caller reads and creates
 * @param kind of the application that the token was issued to
 * @param clientId of that application
 * @param isPublic whether many people share the client id, as all shoppers share that of a sales channel
 * @param expiresAt when the token expires
 * @param owner the customer who signed in; null if the application acts for itself
 * @param role of a web application; null for all others, and if it has none
 * @param address the IP address of the client; null if it is unknown
 */
public record Caller(
        String organizationId,
        Mode mode,
        ApplicationKind kind,
        String clientId,
        boolean isPublic,
        Instant expiresAt,
        @Nullable Owner owner,
        @Nullable WebappRole role,
        @Nullable String address) {
    /** Known from the token alone. */
    public Caller(
            String organizationId,
            Mode mode,
            ApplicationKind kind,
            String clientId,
            boolean isPublic,
            Instant expiresAt,
            @Nullable Owner owner,
            @Nullable WebappRole role) {
        this(organizationId, mode, kind, clientId, isPublic, expiresAt, owner, role, null);
    }

    /** An application that acts for itself. */
    public Caller(
            String organizationId,
            Mode mode,
            ApplicationKind kind,
            String clientId,
            boolean isPublic,
            Instant expiresAt) {
        this(organizationId, mode, kind, clientId, isPublic, expiresAt, null, null);
    }

    /**
     * A customer who has signed in.
     *
     * @param id of the customer, 10 ASCII letters
     * @param generation of the customer's sign-ins that the token belongs to: a new password or email address begins another
     *     one; null if the issuer of the token knows none
     */
    public record Owner(String id, @Nullable Integer generation) {}

    /** The same caller, whose request came from this address. */
    public Caller at(String clientAddress) {
        return new Caller(organizationId, mode, kind, clientId, isPublic, expiresAt, owner, role, clientAddress);
    }

    /** What the contract's {@code x-rights} call it. */
    public CallerKind callerKind() {
        return CallerKind.of(kind, role, owner != null);
    }

    /** Whether it may write every attribute, or only those that the contract leaves to storefronts. */
    public boolean writesAllAttributes() {
        return kind != ApplicationKind.SALES_CHANNEL;
    }

    /** Whether it may see what opens a customer's account: only a back end that keeps its secret. */
    public boolean seesResetTokens() {
        return kind == ApplicationKind.INTEGRATION;
    }
}
