package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.bind.binders.AnnotatedRequestArgumentBinder;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.passwordresets.document.RequestContext;
import org.passwordresets.query.ResourceQuery;

/** Binds the arguments of a controller's generated method after the request has passed the checks. */
final class ArgumentBinders {
    private ArgumentBinders() {}

    /** Binds the request context. */
    @Singleton
    static final class OfContext
            implements TypedRequestArgumentBinder<RequestContext>, PostponedRequestArgumentBinder<RequestContext> {
        @Override
        public Argument<RequestContext> argumentType() {
            return Argument.of(RequestContext.class);
        }

        @Override
        public BindingResult<RequestContext> bind(
                ArgumentConversionContext<RequestContext> context, HttpRequest<?> request) {
            return () -> Optional.ofNullable(CheckedRequest.context(request));
        }
    }

    /** Binds the document, which is decoded only after the controller has validated it. */
    @Singleton
    @SuppressWarnings("rawtypes")
    static final class OfDocument
            implements TypedRequestArgumentBinder<Submitted>, PostponedRequestArgumentBinder<Submitted> {
        private final ObjectMapper json;

        OfDocument(ObjectMapper json) {
            this.json = json;
        }

        @Override
        public Argument<Submitted> argumentType() {
            return Argument.of(Submitted.class);
        }

        @Override
        public BindingResult<Submitted> bind(ArgumentConversionContext<Submitted> context, HttpRequest<?> request) {
            Argument<?> type = context.getArgument().getTypeParameters()[0];
            return () -> Optional.ofNullable(CheckedRequest.of(request))
                    .map(checked -> Submitted.of(checked, bytes -> decode(bytes, type)));
        }

        private Object decode(byte[] document, Argument<?> type) {
            try {
                return json.readValue(document, type);
            } catch (IOException e) {
                throw new UncheckedIOException("A document that fits the contract does not fit the code", e);
            }
        }
    }

    /** Binds the record of declared parameters. The source of each component is looked up once. */
    @Singleton
    static final class OfParameters
            implements AnnotatedRequestArgumentBinder<Declared, Object>, PostponedRequestArgumentBinder<Object> {
        private static final Map<Class<? extends Annotation>, String> PLACES =
                Map.of(PathVariable.class, DeclaredParameters.PATH, QueryValue.class, "query", Header.class, "header");

        private final Map<Class<?>, Function<CheckedRequest, Object>> readers = new ConcurrentHashMap<>();

        @Override
        public Class<Declared> getAnnotationType() {
            return Declared.class;
        }

        @Override
        public BindingResult<Object> bind(ArgumentConversionContext<Object> context, HttpRequest<?> request) {
            Function<CheckedRequest, Object> reader =
                    readers.computeIfAbsent(context.getArgument().getType(), OfParameters::reader);
            return () -> Optional.ofNullable(CheckedRequest.of(request)).map(reader);
        }

        private static Function<CheckedRequest, Object> reader(Class<?> type) {
            BeanIntrospection<?> introspection = BeanIntrospection.getIntrospection(type);
            List<Function<CheckedRequest, Object>> components = Stream.of(introspection.getConstructorArguments())
                    .map(OfParameters::componentReader)
                    .toList();
            return request -> {
                Object[] values = new Object[components.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = components.get(i).apply(request);
                }
                return introspection.instantiate(values);
            };
        }

        private static Function<CheckedRequest, Object> componentReader(Argument<?> component) {
            if (component.getType() == ResourceQuery.class) {
                return CheckedRequest::query;
            }
            Class<? extends Annotation> annotation = PLACES.keySet().stream()
                    .filter(component::isAnnotationPresent)
                    .findFirst()
                    .orElseThrow();
            String name =
                    component.getAnnotationMetadata().stringValue(annotation).orElseThrow();
            return request -> converted(request.parameters().value(PLACES.get(annotation), name), component);
        }

        /** Converts text to an enumeration where the controller declares one. */
        @Nullable
        private static Object converted(@Nullable Object value, Argument<?> component) {
            return value == null || component.isInstance(value) && component.getTypeParameters().length == 0
                    ? value
                    : ConversionService.SHARED.convertRequired(value, component);
        }
    }
}
