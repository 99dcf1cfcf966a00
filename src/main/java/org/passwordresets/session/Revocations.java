package org.passwordresets.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.passwordresets.database.DatabaseFailure;
import org.passwordresets.database.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was revoked before it expired. Each server keeps all of it in memory, so that no request waits for the database, and
 * looks every half second for what the others revoked.
 */
@Singleton
public class Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** A transaction that began before others may end after them. No request's transaction takes longer. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    /** About 100 bytes each. */
    private static final int MAX_REMEMBERED = 1_000_000;

    private final RevokedAccessRepository rows;
    private final Transactions transactions;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private final Map<String, Instant> expiryById = new ConcurrentHashMap<>();
    /** When the latest row that was read was created. */
    private volatile Instant latest = Instant.EPOCH;

    private volatile boolean isFull;

    Revocations(
            RevokedAccessRepository rows,
            Transactions transactions,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
            Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Whether access with this id was revoked; null never was. */
    public boolean contains(@Nullable String id) {
        return id != null && expiryById.containsKey(id);
    }

    /** Revokes an application's access token, and forgets about it once it has expired. */
    public void revoke(String id, Instant expiresAt) {
        revoke(id, expiresAt, () -> {});
    }

    /** @param change belongs to it and is made in the same transaction */
    void revoke(String id, Instant expiresAt, Runnable change) {
        transactions.write(() -> {
            rows.add(id, expiresAt);
            change.run();
            return null;
        });
        expiryById.put(id, expiresAt);
    }

    @EventListener
    void onStartup(ServerStartupEvent started) {
        read();
        scheduler.scheduleWithFixedDelay(PAUSE, PAUSE, this::read);
    }

    private void read() {
        try {
            Instant now = clock.instant();
            expiryById.values().removeIf(now::isAfter);
            Instant since = latest.equals(Instant.EPOCH) ? latest : latest.minus(OVERLAP);
            rows.findSince(since, now, MAX_REMEMBERED).forEach(this::remember);
        } catch (RuntimeException e) {
            LOG.debug("Revocations cannot be read: {}", DatabaseFailure.describe(e));
        }
    }

    private void remember(RevokedAccess row) {
        if (expiryById.size() < MAX_REMEMBERED) {
            expiryById.put(row.id(), row.expiresAt());
        } else if (!isFull) {
            isFull = true;
            LOG.warn("More than {} access tokens are revoked: the latest are valid until they expire", MAX_REMEMBERED);
        }
        latest = row.createdAt();
    }
}
