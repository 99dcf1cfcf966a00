package org.passwordresets.auth;

import java.time.Instant;
import org.passwordresets.generated.model.Mode;

/**
 * Who calls, as the access token says; nothing that the caller does reaches beyond its organization and mode.
 *
 * @param organizationId 10 ASCII letters
 * @param mode of all the rows that it sees and makes
 * @param kind of the application that the token was given to
 * @param clientId the application's
 * @param isPublic whether many people share the client id, as all shoppers do a sales channel's
 * @param expiresAt when the token ceases to be accepted
 */
public record Caller(
        String organizationId, Mode mode, ApplicationKind kind, String clientId, boolean isPublic, Instant expiresAt) {
    /** Whether it may write every attribute, or only those that the contract leaves to sales channels. */
    public boolean writesAllAttributes() {
        return kind == ApplicationKind.INTEGRATION;
    }

    /** Whether it may see what opens a customer's account: only a back end that keeps its secret. */
    public boolean seesResetTokens() {
        return kind == ApplicationKind.INTEGRATION;
    }
}
