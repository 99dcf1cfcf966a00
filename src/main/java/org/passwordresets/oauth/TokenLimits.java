package org.passwordresets.oauth;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.http.EventLoops;
import org.passwordresets.limit.RateLimitStatus;
import org.passwordresets.limit.RateLimits;
import org.passwordresets.network.ClientAddresses;

/** Limits how often an address can request and revoke tokens and how large a request can be, before the body is read. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(missingProperty = OutsideIssuerConfiguration.JWKS_URL)
final class TokenLimits implements ConditionalFilter {
    /** The framework routes them with a slash at the end too. */
    private static final Set<String> PATHS = Set.of("/oauth/token", "/oauth/token/", "/oauth/revoke", "/oauth/revoke/");

    private static final String ALLOWANCE = TokenLimits.class.getName();

    private final RateLimits limits;
    private final ClientAddresses addresses;

    TokenLimits(RateLimits limits, ClientAddresses addresses) {
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.POST && PATHS.contains(request.getPath());
    }

    @RequestFilter
    @Nullable
    CompletionStage<Optional<HttpResponse<?>>> check(HttpRequest<?> request) {
        return limits.takeToken(addresses.of(request), EventLoops.of(request), allowance -> check(request, allowance));
    }

    @Nullable
    private HttpResponse<?> check(HttpRequest<?> request, @Nullable RateLimitStatus allowance) {
        request.setAttribute(ALLOWANCE, allowance);
        MutableHttpResponse<?> refusal = refusal(request, allowance);
        if (refusal != null) {
            // The framework does not call a filter for a response of this filter.
            tell(request, refusal);
        }
        return refusal;
    }

    @Nullable
    private static MutableHttpResponse<?> refusal(HttpRequest<?> request, @Nullable RateLimitStatus allowance) {
        if (allowance != null && allowance.isRefused()) {
            return OAuthProblem.TOO_MANY_REQUESTS
                    .response()
                    .header(HttpHeaders.RETRY_AFTER, Long.toString(allowance.retryAfterSeconds()));
        }
        return request.getContentLength() > OAuthProblem.MAX_BODY ? OAuthProblem.BODY_TOO_LARGE.response() : null;
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(ALLOWANCE, RateLimitStatus.class)
                .ifPresent(allowance -> allowance.headers().forEach(response::header));
    }
}
