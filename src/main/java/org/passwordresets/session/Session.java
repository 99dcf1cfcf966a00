package org.passwordresets.session;

import io.micronaut.core.annotation.Nullable;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.resource.Identifier;

/**
 * What a customer's sign-in gives access to, from the sign-in until the last of its refresh tokens ends.
 *
 * @param id 20 ASCII letters
 * @param organizationId of the application
 * @param mode of the application
 * @param customerId who has signed in
 * @param generation of the customer's sign-ins: the session ends when the customer's changes
 * @param clientId of the application, the only one that can use the refresh tokens
 * @param applicationId of the application, which is never used again; null if an earlier release began the session
 * @param applicationGeneration of the application's access: the session ends when the application's changes
 * @param scope the granted scopes
 * @param endsAt when the session ends, however often it was renewed
 */
@RecordBuilder
public record Session(
        String id,
        String organizationId,
        Mode mode,
        String customerId,
        int generation,
        String clientId,
        @Nullable String applicationId,
        int applicationGeneration,
        String scope,
        Instant endsAt) {
    /**
     * Whether the application is the one that the customer has signed in at, and was not disabled since. Another one may have its
     * client id now.
     */
    public boolean continuesAt(RegisteredApplication application) {
        return application.organizationId().equals(organizationId)
                && application.mode() == mode
                && application.clientId().equals(clientId)
                && (applicationId == null || application.id().equals(applicationId))
                // A server that has not noticed the change yet knows an older one.
                && application.accessGeneration() <= applicationGeneration;
    }

    /** A new, unpredictable id, of a session or of an access token. */
    public static String newId() {
        return Identifier.random() + Identifier.random();
    }
}
