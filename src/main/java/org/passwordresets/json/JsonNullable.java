package org.passwordresets.json;

import io.micronaut.core.annotation.Nullable;

/**
 * A member of a document that may be absent, null, or present: an update changes only members that are present, and null is a
 * value.
 *
 * @param isPresent whether the document has the member
 * @param value its value; null if it is absent or null
 */
public record JsonNullable<T>(boolean isPresent, @Nullable T value) {
    private static final JsonNullable<?> ABSENT = new JsonNullable<>(false, null);

    /** A present member, with a value or null. */
    public static <T> JsonNullable<T> of(@Nullable T value) {
        return new JsonNullable<>(true, value);
    }

    /** A member that the document does not have. */
    @SuppressWarnings("unchecked")
    public static <T> JsonNullable<T> absent() {
        return (JsonNullable<T>) ABSENT;
    }

    /** The value, which may be null, if the member is present; otherwise the other. */
    @Nullable
    public T orElse(@Nullable T other) {
        return isPresent ? value : other;
    }
}
