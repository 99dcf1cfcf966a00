package org.passwordresets.oauth;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.passwordresets.application.Applications;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.security.SecurityEntryBuilder;
import org.passwordresets.security.SecurityEvent;
import org.passwordresets.security.SecurityLog;

/** Writes into the security log who got a token, who did not, and which tokens were revoked. */
@Singleton
final class SignInLog {
    private final SecurityLog log;
    private final Applications applications;

    SignInLog(SecurityLog log, Applications applications) {
        this.log = log;
        this.applications = applications;
    }

    /** @param address the IP address of the client */
    void issued(TokenRequest request, IssuedToken token, String address) {
        log.record(entry(event(request.grantType()), request.client().id(), address)
                .account(request.fields().get("username"))
                .customerId(token.customerId())
                .build());
    }

    private static SecurityEvent event(GrantType grantType) {
        return switch (grantType) {
            case CLIENT_CREDENTIALS -> SecurityEvent.APPLICATION_SIGN_IN;
            case PASSWORD -> SecurityEvent.SIGN_IN;
            case REFRESH_TOKEN -> SecurityEvent.TOKEN_REFRESHED;
        };
    }

    /** @param address the IP address of the client */
    void refused(TokenRequest request, OAuthProblem problem, String address) {
        log.record(entry(failure(request.grantType(), problem), request.client().id(), address)
                .account(request.fields().get("username"))
                .detail(problem.name().toLowerCase(Locale.ROOT))
                .build());
    }

    private static SecurityEvent failure(GrantType grantType, OAuthProblem problem) {
        if (problem == OAuthProblem.INVALID_CLIENT) {
            return SecurityEvent.APPLICATION_SIGN_IN_FAILED;
        }
        if (problem == OAuthProblem.TOO_MANY_REQUESTS) {
            return SecurityEvent.SIGN_IN_LIMITED;
        }
        return switch (grantType) {
            case CLIENT_CREDENTIALS -> SecurityEvent.APPLICATION_SIGN_IN_FAILED;
            case PASSWORD -> SecurityEvent.SIGN_IN_FAILED;
            case REFRESH_TOKEN -> SecurityEvent.REFRESH_FAILED;
        };
    }

    /**
     * @param customerId who signed out; null if the token was the application's own
     * @param address the IP address of the client
     */
    void revoked(RegisteredApplication application, @Nullable String customerId, String address) {
        log.record(entry(SecurityEvent.TOKEN_REVOKED, application.clientId(), address)
                .customerId(customerId)
                .build());
    }

    /** A client id that is not registered may be a secret in the wrong field, so it is left out. */
    private SecurityEntryBuilder entry(SecurityEvent event, @Nullable String clientId, String address) {
        SecurityEntryBuilder entry = SecurityEntryBuilder.builder().event(event).address(address);
        Optional.ofNullable(clientId).flatMap(applications::find).ifPresent(application -> entry.clientId(
                        application.clientId())
                .organizationId(application.organizationId())
                .mode(application.mode()));
        return entry;
    }
}
