package org.passwordresets.jsonapi;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.AnnotatedRequestArgumentBinder;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Hands the request's document to the controller, as the type that was generated for it. */
@Singleton
final class DocumentBinder
        implements AnnotatedRequestArgumentBinder<Document, Object>, PostponedRequestArgumentBinder<Object> {
    private final ObjectMapper json;

    DocumentBinder(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Class<Document> getAnnotationType() {
        return Document.class;
    }

    @Override
    public BindingResult<Object> bind(ArgumentConversionContext<Object> context, HttpRequest<?> request) {
        RequestContext call = RequestContext.of(request);
        return () -> Optional.ofNullable(call).map(RequestContext::document).map(document -> decode(document, context));
    }

    private Object decode(RequestContext.ReadDocument document, ArgumentConversionContext<Object> context) {
        try {
            return json.readValue(document.bytes(), context.getArgument());
        } catch (IOException e) {
            throw new UncheckedIOException("A document that fits the contract does not fit the code", e);
        }
    }
}
