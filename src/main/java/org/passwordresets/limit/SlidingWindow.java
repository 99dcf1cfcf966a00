package org.passwordresets.limit;

import java.time.Duration;

/**
 * Counts requests exactly in a sliding window: no interval of this length ever has more requests than the limit. It stores the
 * time of each request and grows up to the limit, so that a client that sends few requests takes little memory. The maintained
 * libraries let nearly twice the limit through in one interval: Bucket4j and Guava use token buckets (a full bucket and its
 * refill), Resilience4j has fixed cycles (the end of one and the start of the next).
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

    Duration interval() {
        return interval;
    }

    /** What is left before a request at this time, in milliseconds since the epoch. */
    synchronized RateLimitStatus look(long now) {
        forgetBefore(now - interval.toMillis());
        boolean full = count == limit;
        Duration pause = full ? Duration.ofMillis(times[oldest] + interval.toMillis() - now) : Duration.ZERO;
        return new RateLimitStatus(limit, interval, limit - count, pause);
    }

    /** Counts a request that {@link #look} has allowed. It is refused if a concurrent request was faster. */
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

    /** Takes the latest request back. */
    synchronized void giveBack() {
        count = Math.max(0, count - 1);
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
