package org.passwordresets.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.passwordresets.generated.model.Mode;

/**
 * Enforces the limits of each client: one for all its requests, and one per operation in a shorter window. The counts
 * are local to this process and lost when it stops.
 */
@Singleton
public final class RateLimits {
    private static final int REMEMBERED = 100_000;

    private final RateLimitConfiguration configuration;
    private final Clock clock;
    private final Cache<String, SlidingWindow> windows;

    RateLimits(RateLimitConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(configuration.interval().plus(configuration.burstInterval()))
                .build();
    }

    /**
     * Counts a client's request to an operation. The result is null if there are no limits. A refused request does not count.
     *
     * @param client whose requests are counted together
     */
    @Nullable
    public RateLimitStatus take(Mode mode, String client, String operationId) {
        if (!configuration.enabled()) {
            return null;
        }
        long now = clock.millis();
        boolean live = mode == Mode.LIVE;
        String key = mode + " " + client;
        RateLimitStatus inAll = windows.get(key, id -> window(live)).look(now);
        if (inAll.isRefused()) {
            return inAll;
        }
        RateLimitStatus ofOperation =
                windows.get(key + " " + operationId, id -> burstWindow(live)).take(now);
        if (ofOperation.isRefused()) {
            return ofOperation;
        }
        return scarcer(windows.get(key, id -> window(live)).take(now), ofOperation);
    }

    private SlidingWindow window(boolean live) {
        return new SlidingWindow(live ? configuration.live() : configuration.test(), configuration.interval());
    }

    private SlidingWindow burstWindow(boolean live) {
        return new SlidingWindow(
                live ? configuration.liveBurst() : configuration.testBurst(), configuration.burstInterval());
    }

    private static RateLimitStatus scarcer(RateLimitStatus inAll, RateLimitStatus ofOperation) {
        return inAll.isRefused() || inAll.remaining() < ofOperation.remaining() ? inAll : ofOperation;
    }

    /** Counts a request for a token. The result is null if there are no limits. */
    @Nullable
    public RateLimitStatus takeToken(String address) {
        return configuration.enabled()
                ? windows.get(
                                "oauth " + address,
                                key -> new SlidingWindow(configuration.oauth(), configuration.interval()))
                        .take(clock.millis())
                : null;
    }
}
