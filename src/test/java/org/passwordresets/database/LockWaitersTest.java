package org.passwordresets.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many requests hold a connection while they wait for locked rows. */
class LockWaitersTest {
    private static final DatabaseConfiguration LIMITS =
            new DatabaseConfiguration(Duration.ofSeconds(3), null, null, null, null, null, null, Duration.ofSeconds(1));

    private final LockWaiters waiters = new LockWaiters(LIMITS);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch locked = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();

    @AfterEach
    void end() {
        locked.countDown();
        threads.shutdownNow();
    }

    @Test
    void aLockedRowTakesOneConnectionHoweverManyWantIt() {
        List<CompletableFuture<Integer>> responses = request(30, i -> "locked");
        await().until(() -> connections.get() == 1);
        assertThat(waiters.<String>inTurn("free", () -> "served")).isEqualTo("served");
        assertThat(connections).hasValue(1);
        locked.countDown();
        assertThat(responses).allSatisfy(response -> assertThat(response).succeedsWithin(LIMITS.timeout()));
    }

    @Test
    void whoeverIsBeyondTheLimitIsRefusedInTime() {
        List<CompletableFuture<Integer>> responses = request(30, i -> "locked " + i);
        await().until(() -> connections.get() == 4);
        assertThat(responses.stream().filter(response -> isRefused(response)).count())
                .isZero();
        await().atMost(LIMITS.timeout())
                .until(() -> responses.stream()
                                .filter(response -> isRefused(response))
                                .count()
                        == 26);
        assertThat(connections).hasValue(4);
    }

    private List<CompletableFuture<Integer>> request(int number, IntFunction<String> row) {
        return IntStream.range(0, number)
                .mapToObj(
                        i -> CompletableFuture.supplyAsync(() -> waiters.inTurn(row.apply(i), this::connect), threads))
                .toList();
    }

    private int connect() {
        connections.incrementAndGet();
        try {
            locked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return connections.decrementAndGet();
    }

    private static boolean isRefused(CompletableFuture<?> response) {
        try {
            return response.isDone() && response.get() == null;
        } catch (InterruptedException | ExecutionException e) {
            return DatabaseFailure.of(e) == DatabaseFailure.UNAVAILABLE;
        }
    }
}
