package org.passwordresets.maintenance;

/** The right to run a task, which this server has until the lease expires or is released. */
public final class Lease {
    private final MaintenanceLeases leases;
    private final String task;

    Lease(MaintenanceLeases leases, String task) {
        this.leases = leases;
        this.task = task;
    }

    /**
     * Extends the lease in the current transaction. The transaction must be rolled back if this fails: a server that was
     * suspended for longer than its lease must not continue while another one runs the task.
     *
     * @throws LeaseLostException if another server has taken over the task
     */
    public void keep() {
        if (!leases.keep(task)) {
            throw new LeaseLostException(task);
        }
    }

    /** This server was suspended for so long that another one runs its task now. */
    static final class LeaseLostException extends RuntimeException {
        private LeaseLostException(String task) {
            super("Another server has taken over the task " + task);
        }
    }
}
