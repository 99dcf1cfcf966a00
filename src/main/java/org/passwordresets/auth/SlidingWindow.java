package org.passwordresets.auth;

import java.time.Duration;

/** Counts requests exactly in a window that slides: it remembers the time of each, as many as the limit allows. */
final class SlidingWindow {
    private final Duration interval;
    private final long[] times;
    private int oldest;
    private int count;

    SlidingWindow(int limit, Duration interval) {
        this.interval = interval;
        this.times = new long[limit];
    }

    /** What is left before a request at that time, in milliseconds of the epoch. */
    synchronized Allowance look(long now) {
        forgetBefore(now - interval.toMillis());
        boolean full = count == times.length;
        Duration pause = full ? Duration.ofMillis(times[oldest] + interval.toMillis() - now) : Duration.ZERO;
        return new Allowance(times.length, interval, times.length - count, pause);
    }

    /** Counts a request that {@link #look} has allowed; where another one was quicker to the last place, it is refused. */
    synchronized Allowance take(long now) {
        Allowance before = look(now);
        if (before.isRefused()) {
            return before;
        }
        times[(oldest + count) % times.length] = now;
        count++;
        return new Allowance(before.limit(), interval, before.remaining() - 1, Duration.ZERO);
    }

    private void forgetBefore(long time) {
        while (count > 0 && times[oldest] <= time) {
            oldest = (oldest + 1) % times.length;
            count--;
        }
    }
}
