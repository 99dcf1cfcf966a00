package org.passwordresets.jsonapi;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Hands the {@link RequestContext} to the controller, once the checks have made it. */
@Singleton
final class RequestContextBinder
        implements TypedRequestArgumentBinder<RequestContext>, PostponedRequestArgumentBinder<RequestContext> {
    @Override
    public Argument<RequestContext> argumentType() {
        return Argument.of(RequestContext.class);
    }

    @Override
    public BindingResult<RequestContext> bind(
            ArgumentConversionContext<RequestContext> context, HttpRequest<?> request) {
        return () -> Optional.ofNullable(RequestContext.of(request));
    }
}
