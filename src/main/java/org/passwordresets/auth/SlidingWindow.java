package org.passwordresets.auth;

import java.time.Duration;

/**
 * Counts requests exactly in a sliding window: no interval of that length ever has more than the limit. It remembers the time
 * of each request, and grows with them up to the limit, so that a client that sends few takes little memory. Our own, because
 * the maintained libraries let nearly twice the limit through in one interval: Bucket4j and Guava are token buckets (a full
 * bucket, and what is refilled meanwhile), Resilience4j has fixed cycles (the end of one, and the start of the next).
 */
final class SlidingWindow {
    private static final int INITIAL_SIZE = 4;

    private final int limit;
    private final Duration interval;
    private long[] times;
    private int oldest;
    private int count;

    SlidingWindow(int limit, Duration interval) {
        this.limit = limit;
        this.interval = interval;
        this.times = new long[Math.min(limit, INITIAL_SIZE)];
    }

    /** What is left before a request at that time, in milliseconds of the epoch. */
    synchronized RateLimitStatus look(long now) {
        forgetBefore(now - interval.toMillis());
        boolean full = count == limit;
        Duration pause = full ? Duration.ofMillis(times[oldest] + interval.toMillis() - now) : Duration.ZERO;
        return new RateLimitStatus(limit, interval, limit - count, pause);
    }

    /** Counts a request that {@link #look} has allowed; where another one was quicker to the last place, it is refused. */
    synchronized RateLimitStatus take(long now) {
        RateLimitStatus before = look(now);
        if (before.isRefused()) {
            return before;
        }
        if (count == times.length) {
            grow();
        }
        times[(oldest + count) % times.length] = now;
        count++;
        return new RateLimitStatus(before.limit(), interval, before.remaining() - 1, Duration.ZERO);
    }

    private void grow() {
        long[] grown = new long[(int) Math.min(limit, 2L * times.length)];
        for (int i = 0; i < count; i++) {
            grown[i] = times[(oldest + i) % times.length];
        }
        times = grown;
        oldest = 0;
    }

    private void forgetBefore(long time) {
        while (count > 0 && times[oldest] <= time) {
            oldest = (oldest + 1) % times.length;
            count--;
        }
    }
}
