package org.passwordresets.database;

/** The connection was lost while a transaction committed, and whether it did could not be read afterwards. */
public final class OutcomeUnknownException extends RuntimeException {
    OutcomeUnknownException(Throwable cause) {
        super("The connection was lost during COMMIT, and the outcome could not be read", cause);
    }
}
