package org.passwordresets.oauth;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Writes the error responses of {@code /oauth}. */
@Singleton
final class OAuthErrors implements ExceptionHandler<OAuthException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, OAuthException refusal) {
        return refusal.response();
    }
}
