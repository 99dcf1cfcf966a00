package org.passwordresets.oauth;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.auth.Caller;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.session.RefreshToken;
import org.passwordresets.session.Revocations;
import org.passwordresets.session.Session;
import org.passwordresets.session.Sessions;

/**
 * Revokes tokens (RFC 7009). Each token of a customer stands for the whole session: the customer signs out, and none of the
 * session's tokens is valid any more. A token that is unknown or no longer valid is no error.
 */
@Singleton
@Requires(missingProperty = OutsideIssuerConfiguration.JWKS_URL)
final class TokenRevocation {
    private final AccessTokens accessTokens;
    private final Sessions sessions;
    private final Revocations revocations;
    private final SignInLog log;

    TokenRevocation(AccessTokens accessTokens, Sessions sessions, Revocations revocations, SignInLog log) {
        this.accessTokens = accessTokens;
        this.sessions = sessions;
        this.revocations = revocations;
        this.log = log;
    }

    /**
     * Revokes a token.
     *
     * @param address the IP address of the client
     * @throws OAuthException if the token belongs to another application, or has no id
     */
    void revoke(String token, RegisteredApplication application, String address) {
        Optional<VerifiedToken> accessToken = accessTokens.verify(token);
        if (accessToken.isPresent()) {
            revoke(accessToken.get(), application, address);
        } else {
            sessions.find(token).map(RefreshToken::session).ifPresent(session -> end(session, application, address));
        }
    }

    private void revoke(VerifiedToken token, RegisteredApplication application, String address) {
        Caller caller = token.caller();
        requireOwner(Clients.owns(application, caller.organizationId(), caller.mode(), caller.clientId()));
        if (token.accessId() == null) {
            throw new OAuthException(OAuthProblem.UNSUPPORTED_TOKEN_TYPE);
        }
        if (caller.owner() == null) {
            revocations.revoke(token.accessId(), caller.expiresAt());
        } else {
            sessions.end(token.accessId());
        }
        log.revoked(application, caller.owner() == null ? null : caller.owner().id(), address);
    }

    private void end(Session session, RegisteredApplication application, String address) {
        requireOwner(Clients.owns(application, session.organizationId(), session.mode(), session.clientId()));
        sessions.end(session.id());
        log.revoked(application, session.customerId(), address);
    }

    private static void requireOwner(boolean owns) {
        if (!owns) {
            throw new OAuthException(OAuthProblem.TOKEN_OF_ANOTHER_CLIENT);
        }
    }
}
