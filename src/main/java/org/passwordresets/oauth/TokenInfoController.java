package org.passwordresets.oauth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Produces;
import java.util.concurrent.CompletionStage;
import org.passwordresets.error.OAuthProblem;

/** Describes the access token of the request. */
@Controller
@Produces(MediaType.ALL)
final class TokenInfoController {
    private static final String BEARER = "bearer ";

    private final TokenCallers callers;
    private final Permissions permissions;

    TokenInfoController(TokenCallers callers, Permissions permissions) {
        this.callers = callers;
        this.permissions = permissions;
    }

    @Options("/oauth/tokeninfo")
    HttpResponse<?> methods() {
        return HttpResponse.noContent().header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
    }

    @Get("/oauth/tokeninfo")
    CompletionStage<HttpResponse<?>> info(@Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization) {
        VerifiedToken token = token(authorization);
        return callers.hasAccess(token.caller()).thenApply(has -> {
            if (!has) {
                throw new OAuthException(OAuthProblem.INVALID_TOKEN);
            }
            return JsonResponse.secret(
                    TokenInfo.of(token, permissions.of(token.caller().callerKind())));
        });
    }

    private VerifiedToken token(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new OAuthException(OAuthProblem.INVALID_TOKEN);
        }
        return callers.accepted(authorization.substring(BEARER.length()).strip())
                .orElseThrow(() -> new OAuthException(OAuthProblem.INVALID_TOKEN));
    }
}
