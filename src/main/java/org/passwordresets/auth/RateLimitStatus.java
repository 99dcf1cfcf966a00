package org.passwordresets.auth;

import java.time.Duration;
import java.util.Map;

/**
 * What a client has left of a rate limit after a request.
 *
 * @param limit how many requests the window allows
 * @param interval the length of the window
 * @param remaining how many are left in it
 * @param pause until the next request is allowed; zero where this one was
 */
public record RateLimitStatus(int limit, Duration interval, int remaining, Duration pause) {
    /** Whether the request must be turned away. */
    public boolean isRefused() {
        return !pause.isZero();
    }

    /** The time to wait in whole seconds, rounded up, as {@code Retry-After} has it. */
    public long retryAfterSeconds() {
        return pause.plusMillis(999).toSeconds();
    }

    /** As every answer tells it. */
    public Map<String, String> headers() {
        return Map.of(
                "X-Ratelimit-Limit", Integer.toString(limit),
                "X-Ratelimit-Interval", Long.toString(interval.toSeconds()),
                "X-Ratelimit-Remaining", Integer.toString(remaining));
    }
}
