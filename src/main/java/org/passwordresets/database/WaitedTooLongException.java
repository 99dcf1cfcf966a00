package org.passwordresets.database;

import io.micronaut.data.exceptions.DataAccessException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;

/** A request has used up its own time before the database could begin with it. Nothing was changed. */
final class WaitedTooLongException extends SQLTransientConnectionException {
    /** A chain of causes may be circular. */
    private static final int MAX_CHAIN = 20;

    WaitedTooLongException(String message) {
        super(message);
    }

    /** For callers that do not declare an {@code SQLException}. */
    static RuntimeException unchecked(String message) {
        return new DataAccessException(message, new WaitedTooLongException(message));
    }

    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CHAIN)
                .anyMatch(WaitedTooLongException.class::isInstance);
    }
}
