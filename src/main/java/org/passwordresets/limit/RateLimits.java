package org.passwordresets.limit;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.passwordresets.generated.model.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforces the limits of each client: one for all its requests, and one per operation in a shorter window.
 *
 * <p>Its methods are called on the event loop. They pass on what is left of the limit at once, unless servers share their
 * counts: then they return first, and continue on the request's executor when Redis has responded. They return what a filter
 * returns: null to continue, or a future whose response is empty to continue.
 */
@Singleton
public final class RateLimits {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);

    private final RateLimitConfiguration configuration;
    private final Counts counts;
    private final boolean isShared;

    RateLimits(RateLimitConfiguration configuration, @Nullable SharedCounts shared, LocalCounts local) {
        this.configuration = configuration;
        this.counts = new Counts(shared, local);
        this.isShared = shared != null;
    }

    @EventListener
    void explain(ServerStartupEvent started) {
        if (configuration.enabled() && !isShared) {
            LOG.info("This server counts requests for its rate limits by itself. If you run several, set redis.uri"
                    + " (REDIS_URI), so that they share the counts.");
        }
    }

    /**
     * Counts a client's request to an operation. A refused request does not count.
     *
     * @param client whose requests are counted together
     * @param then gets what is left; null if there are no limits
     */
    @Nullable
    public CompletionStage<Optional<HttpResponse<?>>> take(
            Mode mode,
            String client,
            String operationId,
            Executor executor,
            Function<RateLimitStatus, HttpResponse<?>> then) {
        if (!configuration.enabled()) {
            return response(then.apply(null));
        }
        boolean live = mode == Mode.LIVE;
        String key = mode + " " + client;
        Window inAll = new Window(key, live ? configuration.live() : configuration.test(), configuration.interval());
        Window ofOperation = new Window(
                key + " " + operationId,
                live ? configuration.liveBurst() : configuration.testBurst(),
                configuration.burstInterval());
        return take(executor, then, inAll, ofOperation);
    }

    /** Counts a request for a token. */
    @Nullable
    public CompletionStage<Optional<HttpResponse<?>>> takeToken(
            String address, Executor executor, Function<RateLimitStatus, HttpResponse<?>> then) {
        return configuration.enabled()
                ? take(executor, then, new Window("oauth " + address, configuration.oauth(), configuration.interval()))
                : response(then.apply(null));
    }

    private CompletionStage<Optional<HttpResponse<?>>> take(
            Executor executor, Function<RateLimitStatus, HttpResponse<?>> then, Window... windows) {
        if (!counts.areShared()) {
            return response(then.apply(decisive(counts.takeHere(windows.length, windows.length, windows))));
        }
        return counts.take(windows.length, windows.length, windows)
                .thenApplyAsync(left -> Optional.ofNullable(then.apply(decisive(left))), executor);
    }

    @Nullable
    private static CompletionStage<Optional<HttpResponse<?>>> response(@Nullable HttpResponse<?> response) {
        return response == null ? null : CompletableFuture.completedFuture(Optional.of(response));
    }

    /** The first that is refused; otherwise the one with the fewest requests left. */
    private static RateLimitStatus decisive(RateLimitStatus[] left) {
        RateLimitStatus scarcest = left[0];
        for (RateLimitStatus one : left) {
            if (one.isRefused()) {
                return one;
            }
            scarcest = one.remaining() <= scarcest.remaining() ? one : scarcest;
        }
        return scarcest;
    }
}
