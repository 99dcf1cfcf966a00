package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.passwordresets.contract.Violation;

/**
 * The document of a request. Its structure has been checked. {@link #valid} validates its values; a controller calls it after
 * it has found the record, because a missing record takes precedence.
 *
 * @param <T> the type generated for the document
 */
public final class Submitted<T> {
    private final @Nullable CheckedRequest request;
    private final Supplier<T> reading;

    private Submitted(@Nullable CheckedRequest request, Supplier<T> reading) {
        this.request = request;
        this.reading = reading;
    }

    /** For clients: wraps the document to send. */
    public static <T> Submitted<T> of(T document) {
        return new Submitted<>(null, () -> document);
    }

    static <T> Submitted<T> of(CheckedRequest request, Function<byte[], T> reading) {
        return new Submitted<>(request, () -> reading.apply(request.document().bytes()));
    }

    /** Whether the document contains the attribute, valid or not. */
    public boolean mentions(String attribute) {
        return request.mentions(attribute);
    }

    /** Whether its values are valid, as far as the schema says. */
    public boolean isValid() {
        return request.document().violations().isEmpty();
    }

    /** The text of an attribute; null if it is missing, null or invalid. */
    @Nullable
    public String attribute(String name) {
        return request.document().attributes().path(name).textValue();
    }

    /**
     * The document, if all its values are valid.
     *
     * @param more violations that only the domain can detect, such as an email address that is taken
     * @throws org.passwordresets.error.ApiException a 422 with all violations, the schema's first
     */
    public T valid(List<Violation> more) {
        if (request != null) {
            request.validate(more);
        }
        return reading.get();
    }

    /** The document, if all its values are valid; see {@link #valid(List)}. */
    public T valid(Violation... more) {
        return valid(List.of(more));
    }
}
