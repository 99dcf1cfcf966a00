package org.passwordresets.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides which failures remove a connection from the pool. If one finds its server read-only, as after a failover, all
 * connections are discarded, but not more than once a second: a server that stays read-only can still be read.
 */
final class Eviction implements SQLExceptionOverride {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final DatabaseWatch watch;
    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime() - PAUSE_NANOS);
    private volatile Runnable giveUpAll = () -> {};

    Eviction(DatabaseWatch watch) {
        this.watch = watch;
    }

    /** Discards all connections, those in use as soon as they are released. */
    void all(Runnable giveUpAll) {
        this.giveUpAll = giveUpAll;
    }

    @java.lang.Override
    public Override adjudicate(SQLException exception) {
        return switch (DatabaseFailure.of(exception)) {
            case CONNECTION_LOST -> {
                watch.suspect();
                yield Override.MUST_EVICT;
            }
            case UNAVAILABLE -> Override.MUST_EVICT;
            case READ_ONLY -> {
                giveUpAll();
                yield Override.CONTINUE_EVICT;
            }
            default -> Override.CONTINUE_EVICT;
        };
    }

    private void giveUpAll() {
        long now = System.nanoTime();
        long last = lastNanos.get();
        if (now - last >= PAUSE_NANOS && lastNanos.compareAndSet(last, now)) {
            giveUpAll.run();
        }
    }
}
