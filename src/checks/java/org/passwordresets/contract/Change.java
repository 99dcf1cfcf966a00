package org.passwordresets.contract;

import java.util.Set;

/**
 * One change that clients may notice.
 *
 * @param operation the affected operation, such as {@code GET /api/events}; empty for the contract as a whole
 * @param part the part of the operation, such as {@code response data attributes email}; empty for the operation itself
 * @param keyword the changed OpenAPI keyword, such as {@code maxLength}
 * @param predicate what happened to the part, to print after its name: {@code  is gone}, {@code : maxLength 5 is now 3}
 */
record Change(Verdict verdict, String operation, String part, String keyword, String predicate) {
    Change {
        part = part.replaceFirst("[: ]+$", "");
    }

    /** The change as {@code make diff} prints it and an exception names it, without the affected operations. */
    String text() {
        return isOfOperation() ? operation + predicate : (part + predicate).replaceFirst("^: ", "");
    }

    /** The affected operations that {@link #text} does not name. */
    Set<String> seenIn() {
        return isOfOperation() || operation.isEmpty() ? Set.of() : Set.of(operation);
    }

    private boolean isOfOperation() {
        return part.isEmpty() && !predicate.startsWith(":");
    }

    Change judged(Verdict other) {
        return new Change(other, operation, part, keyword, predicate);
    }
}
