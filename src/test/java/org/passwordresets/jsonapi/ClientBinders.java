package org.passwordresets.jsonapi;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.client.bind.AnnotatedClientArgumentRequestBinder;
import io.micronaut.http.client.bind.ClientRequestUriContext;
import io.micronaut.http.client.bind.TypedClientArgumentRequestBinder;
import jakarta.inject.Singleton;
import org.passwordresets.document.RequestContext;
import org.passwordresets.query.ResourceQuery;

/** Lets the generated interfaces serve as clients, too. */
final class ClientBinders {
    private ClientBinders() {}

    /** Puts the parameters of an operation into the address. */
    @Singleton
    static final class OfParameters implements AnnotatedClientArgumentRequestBinder<Declared> {
        @Override
        public Class<Declared> getAnnotationType() {
            return Declared.class;
        }

        @Override
        public void bind(
                ArgumentConversionContext<Object> context,
                ClientRequestUriContext uri,
                Object parameters,
                MutableHttpRequest<?> request) {
            BeanIntrospection.getIntrospection((Class<Object>) parameters.getClass())
                    .getBeanProperties()
                    .forEach(parameter -> {
                        Object value = parameter.get(parameters);
                        if (value instanceof ResourceQuery query) {
                            query.parameters().forEach((name, values) -> uri.addQueryParameter(name, values.get(0)));
                        } else {
                            uri.setPathParameter(
                                    parameter.stringValue(PathVariable.class).orElseThrow(), value);
                        }
                    });
        }
    }

    /** Sends the document as the request's body. */
    @Singleton
    @SuppressWarnings("rawtypes")
    static final class OfDocument implements TypedClientArgumentRequestBinder<Submitted> {
        @Override
        public Argument<Submitted> argumentType() {
            return Argument.of(Submitted.class);
        }

        @Override
        public void bind(
                ArgumentConversionContext<Submitted> context,
                ClientRequestUriContext uri,
                Submitted document,
                MutableHttpRequest<?> request) {
            request.body(document.valid());
        }
    }

    /** Sends nothing: a client's call has no context. */
    @Singleton
    static final class OfContext implements TypedClientArgumentRequestBinder<RequestContext> {
        @Override
        public Argument<RequestContext> argumentType() {
            return Argument.of(RequestContext.class);
        }

        @Override
        public void bind(
                ArgumentConversionContext<RequestContext> context,
                ClientRequestUriContext uri,
                RequestContext none,
                MutableHttpRequest<?> request) {}
    }
}
