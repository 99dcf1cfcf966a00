package org.passwordresets.database;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes the connection of a request whose time is up. The timeouts of a connection limit one response each, so a transaction
 * with several slow ones would exceed the limit of the request.
 */
final class Deadlines implements AutoCloseable {
    private static final long PAUSE_MILLIS = DatabaseConfiguration.DEADLINE_PAUSE_MILLIS;

    private final Set<Waiting> requests = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Deadlines::daemon);

    Deadlines() {
        thread.scheduleWithFixedDelay(this::cut, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "database-deadlines");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts now and lasts until the request ends. */
    void watch(Waiting request) {
        if (requests.add(request)) {
            request.atEnd(() -> requests.remove(request));
        }
    }

    private void cut() {
        long now = System.nanoTime();
        requests.forEach(request -> request.cutAfterDeadline(now));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
