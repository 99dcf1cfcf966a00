package org.passwordresets.json;

import io.micronaut.core.annotation.Nullable;

/**
 * A member of a document that may be absent, null, or there: an update changes what is present, and null is a value.
 *
 * @param isPresent whether the member stands in the document at all
 * @param value its value; null where it is absent or null
 */
public record JsonNullable<T>(boolean isPresent, @Nullable T value) {
    private static final JsonNullable<?> ABSENT = new JsonNullable<>(false, null);

    /** The member is there, with a value or with null. */
    public static <T> JsonNullable<T> of(@Nullable T value) {
        return new JsonNullable<>(true, value);
    }

    /** The member is not in the document. */
    @SuppressWarnings("unchecked")
    public static <T> JsonNullable<T> absent() {
        return (JsonNullable<T>) ABSENT;
    }

    /** The value, null included, where the member is there; else the other. */
    @Nullable
    public T orElse(@Nullable T other) {
        return isPresent ? value : other;
    }
}
