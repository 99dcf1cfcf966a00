package org.passwordresets.error;

import java.util.Optional;

/**
 * A failure for which neither the client nor our code is to blame.
 *
 * @param problem the error in the response
 * @param cause the cause for the log, in one line
 */
public record Outage(Problem problem, String cause) {

    /** A part of the server that depends on something that can be unavailable. The stub has none. */
    public interface Source {
        /** The outage; empty if the failure has another cause. */
        Optional<Outage> outage(Throwable failure);
    }
}
