package org.passwordresets.maintenance;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.passwordresets.database.Transactions;
import org.passwordresets.resource.Identifier;

/** The leases of this server, which has a random name while it runs. */
@Singleton
class MaintenanceLeases {
    private final MaintenanceLeaseRepository repository;
    private final Transactions transactions;
    private final long length;
    private final String holder = Identifier.random();

    MaintenanceLeases(
            MaintenanceLeaseRepository repository, Transactions transactions, MaintenanceConfiguration configuration) {
        this.repository = repository;
        this.transactions = transactions;
        this.length = micros(configuration.lease());
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }

    /** The lease of a task, if the task is due and no other server has it. */
    Optional<Lease> acquire(String task, Duration interval) {
        transactions.write(() -> {
            repository.addIfAbsent(task);
            return null;
        });
        boolean acquired = repository.countDue(task, micros(interval)) == 1
                && transactions.write(() -> repository.acquire(task, holder, length, micros(interval)) == 1);
        return acquired ? Optional.of(new Lease(this, task)) : Optional.empty();
    }

    boolean keep(String task) {
        return repository.keep(task, holder, length) == 1;
    }

    void finish(String task, long changedRows) {
        transactions.write(() -> repository.finish(task, holder, changedRows));
    }

    /** So that another attempt need not wait for the lease to expire. */
    void giveBack(String task) {
        transactions.write(() -> repository.giveBack(task, holder));
    }
}
