package org.passwordresets.maintenance;

import java.time.Duration;

/** Periodic work that one of all servers with the same database does. */
public interface MaintenanceTask {
    /** At most 64 ASCII characters, the same on every server and in every version. */
    String name();

    /** The time from the end of one run to the start of the next, on any server. */
    Duration interval();

    /**
     * Does the work in short transactions.
     *
     * @param lease must be extended in each of them
     * @return the number of changed rows
     */
    long run(Lease lease);
}
