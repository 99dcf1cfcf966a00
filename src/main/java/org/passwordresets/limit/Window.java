package org.passwordresets.limit;

import java.time.Duration;

/**
 * A sliding window that requests are counted in.
 *
 * @param key what is counted together
 * @param limit the number of requests that the window allows
 * @param interval the length of the window
 */
record Window(String key, int limit, Duration interval) {
    /** What is left before the first request. */
    RateLimitStatus unused() {
        return new RateLimitStatus(limit, interval, limit, Duration.ZERO);
    }
}
