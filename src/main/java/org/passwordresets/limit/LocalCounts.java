package org.passwordresets.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;

/** Counts in the memory of this process. They are lost when it stops. */
final class LocalCounts {
    private static final int REMEMBERED = 100_000;

    private final Clock clock;
    private final Cache<String, SlidingWindow> windows;

    /** @param longest the length of the longest window */
    LocalCounts(Duration longest, Clock clock) {
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(longest)
                .build();
    }

    /**
     * Counts one request in several windows. A full window does not count it.
     *
     * @param needed how many of the windows must have room: if one of these first windows is full, no window counts
     * @param counted how many of the windows count; the others are only looked at
     * @return what is left of each window
     */
    RateLimitStatus[] take(int needed, int counted, Window... asked) {
        long now = clock.millis();
        SlidingWindow[] found = new SlidingWindow[asked.length];
        RateLimitStatus[] left = new RateLimitStatus[asked.length];
        boolean isRefused = false;
        for (int i = 0; i < asked.length; i++) {
            found[i] = i < counted ? existing(asked[i]) : windows.getIfPresent(asked[i].key());
            left[i] = found[i] == null ? asked[i].unused() : found[i].look(now);
            isRefused |= i < needed && left[i].isRefused();
        }
        for (int i = 0; i < counted && !isRefused; i++) {
            left[i] = found[i].take(now);
        }
        return left;
    }

    private SlidingWindow existing(Window window) {
        return windows.get(window.key(), key -> new SlidingWindow(window.limit(), window.interval()));
    }

    /** Takes the latest request in each of these windows back. */
    void giveBack(Iterable<Window> counted) {
        for (Window window : counted) {
            SlidingWindow found = windows.getIfPresent(window.key());
            if (found != null) {
                found.giveBack();
            }
        }
    }

    void forget(Window window) {
        windows.invalidate(window.key());
    }
}
