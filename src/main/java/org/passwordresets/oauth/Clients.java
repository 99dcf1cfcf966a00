package org.passwordresets.oauth;

import jakarta.inject.Singleton;
import org.passwordresets.application.Applications;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.generated.model.Mode;

/** The applications that send requests to {@code /oauth}. */
@Singleton
final class Clients {
    private final Applications applications;

    Clients(Applications applications) {
        this.applications = applications;
    }

    /**
     * The application with these credentials.
     *
     * @throws OAuthException if there is none
     */
    RegisteredApplication authenticated(ClientCredentials credentials) {
        return applications
                .authenticate(credentials.id(), credentials.secret())
                .orElseThrow(() -> new OAuthException(OAuthProblem.INVALID_CLIENT));
    }

    /** Whether a token was issued to this application. */
    static boolean owns(RegisteredApplication application, String organizationId, Mode mode, String clientId) {
        return application.organizationId().equals(organizationId)
                && application.mode() == mode
                && application.clientId().equals(clientId);
    }
}
