package org.passwordresets.auth;

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
