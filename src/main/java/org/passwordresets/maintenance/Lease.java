package org.passwordresets.maintenance;

/** The right to do a task, which this server has until the lease ends or it is given back. */
public final class Lease {
    private final MaintenanceLeases leases;
    private final String task;

    Lease(MaintenanceLeases leases, String task) {
        this.leases = leases;
        this.task = task;
    }

    /**
     * Prolongs the lease inside the transaction that is under way. The transaction must be rolled back if this fails: a server
     * that was suspended for longer than its lease must not go on beside its successor.
     *
     * @throws LeaseLostException where another server has taken the task over
     */
    public void keep() {
        if (!leases.keep(task)) {
            throw new LeaseLostException(task);
        }
    }

    /** The server was away for so long that another one does its task now. */
    static final class LeaseLostException extends RuntimeException {
        private LeaseLostException(String task) {
            super("Another server has taken over the task " + task);
        }
    }
}
