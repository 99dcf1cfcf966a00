package org.passwordresets.jsonapi;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.bind.AnnotatedClientArgumentRequestBinder;
import io.micronaut.http.client.bind.ClientRequestUriContext;
import io.micronaut.http.client.bind.TypedClientArgumentRequestBinder;
import jakarta.inject.Singleton;

/** Lets the generated interfaces serve as clients, too. */
final class ClientBinders {
    private ClientBinders() {}

    /** Puts the query parameters of a {@link RequestContext} into the address. */
    @Singleton
    static final class OfCall implements TypedClientArgumentRequestBinder<RequestContext> {
        @Override
        public Argument<RequestContext> argumentType() {
            return Argument.of(RequestContext.class);
        }

        @Override
        public void bind(
                ArgumentConversionContext<RequestContext> context,
                ClientRequestUriContext uri,
                RequestContext call,
                MutableHttpRequest<?> request) {
            call.parameters().forEach(uri::addQueryParameter);
        }
    }

    /** Sends the {@link Document} as the request's body. */
    @Singleton
    static final class OfDocument implements AnnotatedClientArgumentRequestBinder<Document> {
        @Override
        public Class<Document> getAnnotationType() {
            return Document.class;
        }

        @Override
        public void bind(
                ArgumentConversionContext<Object> context,
                ClientRequestUriContext uri,
                Object document,
                MutableHttpRequest<?> request) {
            request.body(document);
        }
    }
}
