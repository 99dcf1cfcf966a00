package org.passwordresets.demo;

/** A problem that the user can fix. Only its message is shown, without a stack trace. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    static StartFailure takenPort(int port) {
        return new StartFailure("Port %d is taken: stop what listens there, or choose another: make run PORT=%d"
                .formatted(port, port + 1));
    }
}
