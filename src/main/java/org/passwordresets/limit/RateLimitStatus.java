package org.passwordresets.limit;

import java.time.Duration;
import java.util.Map;

/**
 * What is left of a client's rate limit after a request.
 *
 * @param limit the number of requests that the window allows
 * @param interval the length of the window
 * @param remaining the number of requests left in the window
 * @param pause the time until the next request is allowed; zero if this one is
 */
public record RateLimitStatus(int limit, Duration interval, int remaining, Duration pause) {
    /** Whether the request exceeds the limit. */
    public boolean isRefused() {
        return !pause.isZero();
    }

    /** The time to wait in whole seconds, rounded up, for {@code Retry-After}. */
    public long retryAfterSeconds() {
        return pause.plusMillis(999).toSeconds();
    }

    /** The headers of every response. */
    public Map<String, String> headers() {
        return Map.of(
                "X-Ratelimit-Limit", Integer.toString(limit),
                "X-Ratelimit-Interval", Long.toString(interval.toSeconds()),
                "X-Ratelimit-Remaining", Integer.toString(remaining));
    }
}
