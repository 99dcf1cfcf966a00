package org.passwordresets.oauth;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Produces;
import java.util.concurrent.CompletionStage;
import org.passwordresets.auth.BearerToken;
import org.passwordresets.error.OAuthProblem;

/** Describes the access token of the request. */
@Controller
@Produces(MediaType.ALL)
@Requires(missingProperty = OutsideIssuerConfiguration.JWKS_URL)
final class TokenInfoController {
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
    CompletionStage<HttpResponse<?>> info(HttpRequest<?> request) {
        VerifiedToken token = token(request);
        return callers.hasAccess(token.caller()).thenApply(has -> {
            if (!has) {
                throw new OAuthException(OAuthProblem.INVALID_TOKEN);
            }
            return JsonResponse.secret(
                    TokenInfo.of(token, permissions.of(token.caller().callerKind())));
        });
    }

    private VerifiedToken token(HttpRequest<?> request) {
        return BearerToken.of(request)
                .flatMap(callers::accepted)
                .orElseThrow(() -> new OAuthException(OAuthProblem.INVALID_TOKEN));
    }
}
