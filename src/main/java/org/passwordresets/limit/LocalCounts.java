package org.passwordresets.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micronaut.context.annotation.Prototype;
import java.time.Clock;
import java.util.List;

/** Counts in the memory of this process. They are lost when it stops. */
@Prototype
final class LocalCounts {
    private static final int REMEMBERED = 100_000;

    private final Clock clock;
    private final Cache<String, SlidingWindow> windows = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfter(new UnusedFor())
            .build();

    /** A window that is not used for its whole length is empty. */
    private static final class UnusedFor implements Expiry<String, SlidingWindow> {
        @Override
        public long expireAfterCreate(String key, SlidingWindow window, long now) {
            return window.interval().toNanos();
        }

        @Override
        public long expireAfterUpdate(String key, SlidingWindow window, long now, long left) {
            return window.interval().toNanos();
        }

        @Override
        public long expireAfterRead(String key, SlidingWindow window, long now, long left) {
            return window.interval().toNanos();
        }
    }

    LocalCounts(Clock clock) {
        this.clock = clock;
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

    void giveBack(List<Window> counted) {
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
