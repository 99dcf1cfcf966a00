package org.passwordresets.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Repeats the same work with a number of parallel workers for a fixed time. */
final class Load {
    private final int workers;
    private final IntFunction<Work> work;

    /** The work of one worker. */
    interface Work extends AutoCloseable {
        /** Does the work once. Returns false if it failed. */
        boolean once() throws Exception;

        @Override
        void close() throws Exception;
    }

    /** @param work creates the work of the worker with this number */
    Load(int workers, IntFunction<Work> work) {
        this.workers = workers;
        this.work = work;
    }

    Result run(Duration duration) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            long end = System.nanoTime() + duration.toNanos();
            List<Future<Times>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int worker = i;
                running.add(threads.submit(() -> repeat(worker, end)));
            }
            List<Times> finished = new ArrayList<>();
            for (Future<Times> one : running) {
                finished.add(one.get());
            }
            return Result.of(finished, duration);
        } finally {
            threads.shutdownNow();
        }
    }

    private Times repeat(int worker, long end) throws Exception {
        try (Work mine = work.apply(worker)) {
            Times times = new Times();
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                boolean succeeded = mine.once();
                times.add(System.nanoTime() - start, succeeded);
            }
            return times;
        }
    }

    /** The durations that one worker measured, in nanoseconds. */
    private static final class Times {
        private long[] nanoseconds = new long[4096];
        private int count;
        private int failed;

        void add(long time, boolean succeeded) {
            if (count == nanoseconds.length) {
                nanoseconds = Arrays.copyOf(nanoseconds, 2 * count);
            }
            nanoseconds[count++] = time;
            failed += succeeded ? 0 : 1;
        }
    }

    /** @param sorted the durations in nanoseconds, shortest first */
    record Result(long[] sorted, int failed, Duration duration) {
        private static Result of(List<Times> all, Duration duration) {
            long[] sorted = all.stream()
                    .flatMapToLong(times -> Arrays.stream(times.nanoseconds, 0, times.count))
                    .sorted()
                    .toArray();
            return new Result(
                    sorted, all.stream().mapToInt(times -> times.failed).sum(), duration);
        }

        int count() {
            return sorted.length;
        }

        double perSecond() {
            return count() * 1e9 / duration.toNanos();
        }

        double milliseconds(int percentile) {
            return sorted[Math.min(count() - 1, (int) ((long) count() * percentile / 100))] / 1e6;
        }
    }
}
