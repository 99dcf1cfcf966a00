package org.passwordresets.security;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.passwordresets.database.Transactions;
import org.passwordresets.maintenance.Lease;
import org.passwordresets.maintenance.MaintenanceTask;

/** Deletes the rows of the security log that are too old or too many, in small batches, oldest first. */
@Singleton
final class SecurityLogPurge implements MaintenanceTask {
    private final SecurityLogRows rows;
    private final SecurityLogConfiguration configuration;
    private final Transactions transactions;
    private final Clock clock;

    SecurityLogPurge(
            SecurityLogRows rows, SecurityLogConfiguration configuration, Transactions transactions, Clock clock) {
        this.rows = rows;
        this.configuration = configuration;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "retention-security-log";
    }

    @Override
    public Duration interval() {
        return configuration.purgeInterval();
    }

    @Override
    public long run(Lease lease) {
        return delete(() -> rows.before(clock.instant().minus(configuration.retention())), lease)
                + delete(() -> rows.beyond(configuration.maxEntries()), lease);
    }

    private long delete(Supplier<List<Long>> superfluous, Lease lease) {
        long deleted = 0;
        List<Long> ids = superfluous.get();
        while (!ids.isEmpty()) {
            List<Long> some = ids;
            deleted += transactions.write(() -> {
                lease.keep();
                return rows.delete(some);
            });
            ids = superfluous.get();
        }
        return deleted;
    }
}
