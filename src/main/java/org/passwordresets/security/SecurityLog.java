package org.passwordresets.security;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.passwordresets.RequestThreads;
import org.passwordresets.database.DatabaseFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The security log, for those who investigate an incident. It is a table of the database, so that all servers write to one
 * place, and a container needs no disk for it.
 *
 * <p>A request only puts its entry into a queue; a separate thread writes it within a second. So neither the log nor a slow
 * database affects the time of a response. The queue is bounded: entries that find it full are dropped, and the log
 * says how many. A server that is killed loses the entries of its last second.
 */
@Singleton
public final class SecurityLog {
    private static final Logger LOG = LoggerFactory.getLogger(SecurityLog.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_WAIT_AT_STOP = Duration.ofSeconds(5);

    private final SecurityLogRows rows;
    private final Clock clock;
    private final BlockingQueue<Queued> queue;
    private final AtomicLong dropped = new AtomicLong();
    /** What is being written. Used only by the log's thread. */
    private final List<Queued> batch = new ArrayList<>();

    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(RequestThreads.threads("security-log"));
    private volatile boolean failing;

    SecurityLog(SecurityLogRows rows, SecurityLogConfiguration configuration, Clock clock) {
        this.rows = rows;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(configuration.queue());
        writer.scheduleWithFixedDelay(this::write, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An entry and when it happened. */
    record Queued(SecurityEntry entry, Instant at) {}

    /** Records something, without waiting. */
    public void record(SecurityEntry entry) {
        if (!queue.offer(new Queued(entry, clock.instant()))) {
            dropped.incrementAndGet();
        }
    }

    private void write() {
        try {
            while (!batch.isEmpty() || !queue.isEmpty() || dropped.get() > 0) {
                queue.drainTo(batch, SecurityLogRows.MAX_BATCH - batch.size());
                writeBatch();
            }
            failing = false;
        } catch (RuntimeException e) {
            giveUpIfHopeless(e);
            warnOnce(e);
        }
    }

    /** The database would refuse the entry again, so it must not hold up later ones. */
    private void giveUpIfHopeless(RuntimeException failure) {
        if (DatabaseFailure.of(failure) == DatabaseFailure.OTHER) {
            dropped.addAndGet(batch.size());
            batch.clear();
        }
    }

    private void writeBatch() {
        long lost = dropped.get();
        rows.add(batch, lost, clock.instant());
        batch.clear();
        if (lost > 0) {
            dropped.addAndGet(-lost);
            LOG.warn(
                    "{} entries of the security log were dropped: the queue was full, or the database refused them",
                    lost);
        }
    }

    private void warnOnce(RuntimeException failure) {
        if (!failing) {
            failing = true;
            LOG.warn("The security log cannot be written at the moment: {}", DatabaseFailure.describe(failure));
        }
    }

    /** Writes what is left, unless that takes too long. */
    @PreDestroy
    void close() throws InterruptedException {
        writer.execute(this::write);
        writer.shutdown();
        if (!writer.awaitTermination(MAX_WAIT_AT_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            writer.shutdownNow();
            LOG.warn("The server stops with about {} entries of the security log unwritten", queue.size());
        }
    }
}
