package org.passwordresets.oauth;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.RequestThreads;
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
@Controller
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@Requires(missingProperty = OutsideIssuerConfiguration.JWKS_URL)
final class RevocationController {
    private final Clients clients;
    private final AccessTokens accessTokens;
    private final Sessions sessions;
    private final Revocations revocations;

    RevocationController(Clients clients, AccessTokens accessTokens, Sessions sessions, Revocations revocations) {
        this.clients = clients;
        this.accessTokens = accessTokens;
        this.sessions = sessions;
        this.revocations = revocations;
    }

    @Options("/oauth/revoke")
    HttpResponse<?> methods() {
        return HttpResponse.noContent().header(HttpHeaders.ALLOW, "OPTIONS, POST");
    }

    @Post("/oauth/revoke")
    @ExecuteOn(RequestThreads.NAME)
    HttpResponse<?> revoke(@Body @Nullable byte[] body, HttpRequest<?> request) {
        Map<String, String> fields = RequestBody.fields(request, body);
        String token = fields.get("token");
        if (token == null) {
            throw new OAuthException(OAuthProblem.INVALID_REQUEST, "The token is missing.");
        }
        revoke(token, clients.authenticated(ClientCredentials.of(request, fields)));
        return JsonResponse.secret(Map.of());
    }

    private void revoke(String token, RegisteredApplication application) {
        Optional<VerifiedToken> accessToken = accessTokens.verify(token);
        if (accessToken.isPresent()) {
            revoke(accessToken.get(), application);
        } else {
            sessions.find(token).map(RefreshToken::session).ifPresent(session -> end(session, application));
        }
    }

    private void revoke(VerifiedToken token, RegisteredApplication application) {
        Caller caller = token.caller();
        if (!Clients.owns(application, caller.organizationId(), caller.mode(), caller.clientId())) {
            throw new OAuthException(OAuthProblem.TOKEN_OF_ANOTHER_CLIENT);
        }
        if (token.accessId() == null) {
            throw new OAuthException(OAuthProblem.UNSUPPORTED_TOKEN_TYPE);
        }
        if (caller.owner() == null) {
            revocations.revoke(token.accessId(), caller.expiresAt());
        } else {
            sessions.end(token.accessId());
        }
    }

    private void end(Session session, RegisteredApplication application) {
        if (!Clients.owns(application, session.organizationId(), session.mode(), session.clientId())) {
            throw new OAuthException(OAuthProblem.TOKEN_OF_ANOTHER_CLIENT);
        }
        sessions.end(session.id());
    }
}
