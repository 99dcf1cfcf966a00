package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.passwordresets.contract.Violation;

/**
 * The document that a request submits. Its shape has been checked; its values are refused by {@link #valid}, which a
 * controller calls once the record is found, since a missing record goes first.
 *
 * @param <T> the type that was generated for the document
 */
public final class Submitted<T> {
    private final @Nullable CheckedRequest request;
    private final Supplier<T> reading;

    private Submitted(@Nullable CheckedRequest request, Supplier<T> reading) {
        this.request = request;
        this.reading = reading;
    }

    /** For clients: the document to send. */
    public static <T> Submitted<T> of(T document) {
        return new Submitted<>(null, () -> document);
    }

    static <T> Submitted<T> of(CheckedRequest request, Function<byte[], T> reading) {
        return new Submitted<>(request, () -> reading.apply(request.document().bytes()));
    }

    /** Whether the document writes the attribute, rightly or wrongly. */
    public boolean mentions(String attribute) {
        return request.mentions(attribute);
    }

    /** The text of an attribute; null where it is missing, null or invalid. */
    @Nullable
    public String attribute(String name) {
        return request.document().attributes().path(name).textValue();
    }

    /**
     * The document, once all of its values are valid.
     *
     * @param more what only the domain can know to be wrong, such as an e-mail that is taken
     * @throws org.passwordresets.error.ApiException a 422 with all violations, the schema's first
     */
    public T valid(List<Violation> more) {
        if (request != null) {
            request.validate(more);
        }
        return reading.get();
    }

    /** The document, once all of its values are valid; see {@link #valid(List)}. */
    public T valid(Violation... more) {
        return valid(List.of(more));
    }
}
