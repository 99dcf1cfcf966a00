package org.passwordresets.jsonapi;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Hands the {@link Call} to the controller, once the checks have made it. */
@Singleton
final class CallBinder implements TypedRequestArgumentBinder<Call>, PostponedRequestArgumentBinder<Call> {
    @Override
    public Argument<Call> argumentType() {
        return Argument.of(Call.class);
    }

    @Override
    public BindingResult<Call> bind(ArgumentConversionContext<Call> context, HttpRequest<?> request) {
        return () -> Optional.ofNullable(Call.of(request));
    }
}
