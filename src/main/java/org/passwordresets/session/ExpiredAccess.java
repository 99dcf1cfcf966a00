package org.passwordresets.session;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.passwordresets.database.Transactions;
import org.passwordresets.maintenance.Lease;
import org.passwordresets.maintenance.MaintenanceTask;

/** Deletes refresh tokens and revocations that have expired, in small batches. */
@Singleton
final class ExpiredAccess implements MaintenanceTask {
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int BATCH = 500;

    private final RefreshTokenRepository tokens;
    private final RevokedAccessRepository revocations;
    private final Transactions transactions;
    private final Clock clock;

    ExpiredAccess(
            RefreshTokenRepository tokens,
            RevokedAccessRepository revocations,
            Transactions transactions,
            Clock clock) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "expired-access";
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public long run(Lease lease) {
        return deleteAll(lease, () -> tokens.deleteExpired(clock.instant(), BATCH))
                + deleteAll(lease, () -> revocations.deleteExpired(clock.instant(), BATCH));
    }

    private long deleteAll(Lease lease, IntSupplier batch) {
        long all = 0;
        int deleted;
        do {
            deleted = transactions.write(() -> {
                lease.keep();
                return batch.getAsInt();
            });
            all += deleted;
        } while (deleted == BATCH);
        return all;
    }
}
