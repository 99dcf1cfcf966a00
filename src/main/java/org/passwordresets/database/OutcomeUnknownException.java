package org.passwordresets.database;

/** A transaction was sent, and its outcome could not be read. */
final class OutcomeUnknownException extends RuntimeException {
    OutcomeUnknownException(Throwable cause) {
        super("The connection was lost during COMMIT, and the outcome could not be read", cause);
    }

    /** For a request whose time was up while another one's thread ran the transaction of both. */
    OutcomeUnknownException() {
        super("The request's time was up while its transaction was running together with others");
    }
}
