package org.passwordresets.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * Stops what was started, in reverse order, in one shutdown hook: the server finishes its requests while its database still
 * runs. A signal during startup waits for the current step, so that nothing starts without being stopped.
 */
final class ShutdownSequence {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean stopping;
    private boolean announced;

    ShutdownSequence() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "shutdown"));
    }

    synchronized <T extends AutoCloseable> T start(Callable<T> start) throws Exception {
        if (stopping) {
            throw new StartFailure("Stopped while starting");
        }
        T resource = start.call();
        started.push(resource);
        return resource;
    }

    /** Prints from now on that it stops. */
    synchronized void announce() {
        announced = true;
    }

    private synchronized void stop() {
        stopping = true;
        if (announced) {
            System.out.println("Stopping");
        }
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception failure) {
                failure.printStackTrace();
            }
        }
        stopped.countDown();
    }

    void await() throws InterruptedException {
        stopped.await();
    }
}
