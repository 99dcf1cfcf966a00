package org.passwordresets.maintenance;

import java.time.Duration;

/** Work that is to be done from time to time, by one server of all that share a database. */
public interface MaintenanceTask {
    /** At most 64 ASCII characters, the same on every server and in every version. */
    String name();

    /** From the end of one run to the beginning of the next, on whichever server. */
    Duration interval();

    /**
     * Does what there is to do, in short transactions.
     *
     * @param lease to be kept in each of them
     * @return how many rows were changed
     */
    long run(Lease lease);
}
