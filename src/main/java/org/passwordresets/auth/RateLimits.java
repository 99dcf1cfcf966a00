package org.passwordresets.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.network.ClientAddresses;

/**
 * Enforces the limits of each client: one for all its requests, and one per operation in a shorter window. Private clients
 * are counted by client id. Public ones are counted by address, because anybody can use their client id and could exhaust a
 * shared limit. The counts are local to this process and lost when it stops.
 */
@Singleton
final class RateLimits {
    private static final int REMEMBERED = 100_000;

    private final RateLimitConfiguration configuration;
    private final ClientAddresses addresses;
    private final Clock clock;
    private final Cache<String, SlidingWindow> windows;

    RateLimits(RateLimitConfiguration configuration, ClientAddresses addresses, Clock clock) {
        this.configuration = configuration;
        this.addresses = addresses;
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(configuration.interval().plus(configuration.burstInterval()))
                .build();
    }

    /** Counts a request to an operation. The result is null if there are no limits. A refused request does not count. */
    @Nullable
    RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request) {
        if (!configuration.enabled()) {
            return null;
        }
        long now = clock.millis();
        boolean live = caller.mode() == Mode.LIVE;
        String client = caller.mode()
                + (caller.isPublic() ? " address " + addresses.of(request) : " client " + caller.clientId());
        RateLimitStatus inAll = windows.get(client, key -> window(live)).look(now);
        if (inAll.isRefused()) {
            return inAll;
        }
        RateLimitStatus ofOperation = windows.get(client + " " + operationId, key -> burstWindow(live))
                .take(now);
        if (ofOperation.isRefused()) {
            return ofOperation;
        }
        return scarcer(windows.get(client, key -> window(live)).take(now), ofOperation);
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
    RateLimitStatus takeToken(HttpRequest<?> request) {
        return configuration.enabled()
                ? windows.get(
                                "oauth " + addresses.of(request),
                                key -> new SlidingWindow(configuration.oauth(), configuration.interval()))
                        .take(clock.millis())
                : null;
    }
}
