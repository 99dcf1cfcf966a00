package org.passwordresets.session;

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
 * @param scope the granted scopes
 */
public record Session(
        String id, String organizationId, Mode mode, String customerId, int generation, String clientId, String scope) {
    /** A new, unpredictable id, of a session or of an access token. */
    public static String newId() {
        return Identifier.random() + Identifier.random();
    }
}
