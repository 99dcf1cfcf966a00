package org.passwordresets.database;

/** The connection was lost during the COMMIT of a transaction, and its outcome could not be read afterwards. */
final class OutcomeUnknownException extends RuntimeException {
    OutcomeUnknownException(Throwable cause) {
        super("The connection was lost during COMMIT, and the outcome could not be read", cause);
    }
}
