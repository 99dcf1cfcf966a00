package org.passwordresets.limit;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The counts that servers share in Redis or, without Redis or while it is unavailable, those of this process. */
final class Counts {
    @Nullable
    private final SharedCounts shared;

    private final LocalCounts local;

    Counts(@Nullable SharedCounts shared, LocalCounts local) {
        this.shared = shared;
        this.local = local;
    }

    boolean areShared() {
        return shared != null && shared.areAvailable();
    }

    /** As {@link LocalCounts#take}. Never fails and never takes longer than {@code redis.timeout}. */
    CompletableFuture<RateLimitStatus[]> take(int needed, int counted, Window... windows) {
        return areShared()
                ? shared.take(needed, counted, windows).exceptionally(failure -> takeHere(needed, counted, windows))
                : CompletableFuture.completedFuture(takeHere(needed, counted, windows));
    }

    RateLimitStatus[] takeHere(int needed, int counted, Window... windows) {
        return local.take(needed, counted, windows);
    }

    /** Takes the latest request in each of these windows back. */
    void giveBack(List<Window> counted) {
        if (areShared()) {
            shared.giveBack(counted);
        } else {
            local.giveBack(counted);
        }
    }

    /** Empties a window. */
    void forget(Window window) {
        if (areShared()) {
            shared.forget(window);
        } else {
            local.forget(window);
        }
    }
}
