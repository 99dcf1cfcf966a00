package org.passwordresets.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.data.exceptions.DataAccessException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which requests travel together, which go alone, and how long they wait. */
class CoalescerTest {
    private static final DatabaseConfiguration LIMITS =
            new DatabaseConfiguration(Duration.ofSeconds(3), null, null, null, null, null, null, Duration.ofSeconds(1));
    /** As many as may be on their way at the same time. */
    private static final int LANES = 2;

    private static final int MANY = 1100;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<List<Integer>> groups = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> alone = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void end() {
        gate.countDown();
        threads.shutdownNow();
    }

    @Test
    void aRequestThatComesAloneIsSentAtOnce() {
        gate.countDown();
        assertThat(reads().send(7)).isEqualTo("together 7");
        assertThat(groups).containsExactly(List.of(7));
    }

    @Test
    void requestsThatWaitTravelTogether() {
        Coalescer<Integer, String> reads = reads();
        List<CompletableFuture<String>> responses = sendBehindTheGate(reads, LANES + 20);
        gate.countDown();
        assertThat(responses).allSatisfy(response -> assertThat(response).succeedsWithin(LIMITS.timeout()));
        assertThat(groups).hasSizeLessThan(LANES + 10);
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(LANES + 20);
        assertThat(alone).isEmpty();
    }

    @Test
    void aGroupHasAtMost64() {
        Coalescer<Integer, String> reads = reads();
        List<CompletableFuture<String>> responses = sendBehindTheGate(reads, LANES + 200);
        gate.countDown();
        assertThat(responses).allSatisfy(response -> assertThat(response).succeedsWithin(LIMITS.timeout()));
        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(64));
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(LANES + 200);
        assertThat(groups).hasSizeLessThan(30);
    }

    /** Odd numbers are those whose rows another transaction has locked. */
    @Test
    void whoeverIsNotServedGoesAloneAndHoldsUpNobody() {
        CountDownLatch locked = new CountDownLatch(1);
        Coalescer<Integer, String> writes = Coalescer.ofWrites(
                LIMITS,
                group -> {
                    pass();
                    return responses(group.stream().filter(i -> i % 2 == 0).toList());
                },
                number -> {
                    awaitQuietly(locked);
                    return "alone " + number;
                });
        List<CompletableFuture<String>> responses = sendBehindTheGate(writes, 8);
        gate.countDown();
        for (int i = 0; i < 8; i += 2) {
            assertThat(responses.get(i)).succeedsWithin(LIMITS.timeout()).isEqualTo("together " + i);
        }
        locked.countDown();
        for (int i = 1; i < 8; i += 2) {
            assertThat(responses.get(i)).succeedsWithin(LIMITS.timeout()).isEqualTo("alone " + i);
        }
    }

    @Test
    void oneBadRequestDoesNotFailTheOthers() {
        Coalescer<Integer, String> writes = Coalescer.ofWrites(
                LIMITS,
                group -> {
                    pass();
                    if (group.contains(3)) {
                        throw new IllegalStateException("one is bad");
                    }
                    return responses(group);
                },
                number -> {
                    if (number == 3) {
                        throw new IllegalStateException("3 is bad");
                    }
                    return "alone " + number;
                });
        List<CompletableFuture<String>> responses = sendBehindTheGate(writes, 6);
        gate.countDown();
        for (int i = 0; i < 6; i++) {
            if (i == 3) {
                assertThat(responses.get(i)).failsWithin(LIMITS.timeout());
            } else {
                assertThat(responses.get(i))
                        .succeedsWithin(LIMITS.timeout())
                        .asString()
                        .endsWith(" " + i);
            }
        }
    }

    @Test
    void anOutageFailsAll() {
        Coalescer<Integer, String> reads = Coalescer.ofReads(
                LIMITS,
                group -> {
                    pass();
                    throw new DataAccessException("down", new SQLTransientConnectionException("down"));
                },
                this::goAlone);
        List<CompletableFuture<String>> responses = sendBehindTheGate(reads, 6);
        gate.countDown();
        assertThat(responses).allSatisfy(response -> assertThat(response)
                .failsWithin(LIMITS.timeout())
                .withThrowableOfType(ExecutionException.class)
                .withRootCauseInstanceOf(SQLException.class));
        assertThat(alone).isEmpty();
    }

    /** A slow page must not be read again by each of those who wait for it. */
    @Test
    void anErrorOfASharedCallFailsAllThatShareIt() {
        Queue<List<Integer>> failed = new ConcurrentLinkedQueue<>();
        Coalescer<Integer, String> reads = Coalescer.ofReads(
                LIMITS,
                group -> {
                    failed.add(group);
                    pass();
                    throw new IllegalStateException("too slow");
                },
                this::goAlone);
        List<CompletableFuture<String>> responses =
                sendBehindTheGate(number -> reads.send(7), reads::inFlight, LANES + 8);
        gate.countDown();
        assertThat(responses).allSatisfy(response -> assertThat(response).failsWithin(LIMITS.timeout()));
        assertThat(alone).isEmpty();
        assertThat(failed).hasSizeLessThan(LANES + 8);
    }

    @Test
    void aLeaderThatHasWaitedTooLongFailsNobodyElse() {
        Coalescer<Integer, String> reads = Coalescer.ofReads(
                LIMITS,
                group -> {
                    pass();
                    throw WaitedTooLongException.unchecked("The leader has waited too long");
                },
                this::goAlone);
        List<CompletableFuture<String>> responses = sendBehindTheGate(reads, LANES + 4);
        gate.countDown();
        for (int i = 0; i < LANES + 4; i++) {
            assertThat(responses.get(i)).succeedsWithin(LIMITS.timeout()).isEqualTo("alone " + i);
        }
    }

    @Test
    void asManyMayWaitAsCanBeServedInTime() {
        Coalescer<Integer, String> reads = reads();
        List<CompletableFuture<String>> responses = IntStream.range(0, MANY)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> reads.send(number), threads))
                .toList();
        await().until(() -> reads.inFlight() == MANY);
        gate.countDown();
        assertThat(responses).allSatisfy(response -> assertThat(response).succeedsWithin(LIMITS.timeout()));
    }

    @Test
    void theLogSaysWhyAnOutcomeIsUnknown() {
        assertThat(new DatabaseOutages().outage(new OutcomeUnknownException()))
                .hasValueSatisfying(outage -> assertThat(outage.toString())
                        .contains("time was up while its transaction was running")
                        .doesNotContain("OTHER"));
    }

    /** Before it was sent, nothing has happened; afterwards, nobody knows. */
    @Test
    void nobodyWaitsBeyondTheDeadline() {
        Coalescer<Integer, String> writes = Coalescer.ofWrites(LIMITS, this::together, this::goAlone);
        List<CompletableFuture<String>> responses = sendBehindTheGate(writes, LANES + 1);
        assertThatThrownBy(() -> responses.get(LANES).get())
                .satisfies(e -> assertThat(DatabaseFailure.of(e)).isEqualTo(DatabaseFailure.UNAVAILABLE));
        gate.countDown();
        assertThat(responses.get(0)).succeedsWithin(LIMITS.timeout());
        assertThat(writes.send(9)).as("The lanes are free again").isEqualTo("together 9");
    }

    private Coalescer<Integer, String> reads() {
        return Coalescer.ofReads(LIMITS, this::together, this::goAlone);
    }

    private Map<Integer, String> together(List<Integer> numbers) {
        groups.add(numbers);
        pass();
        return responses(numbers);
    }

    private String goAlone(Integer number) {
        alone.add(number);
        return "alone " + number;
    }

    private static Map<Integer, String> responses(List<Integer> numbers) {
        Map<Integer, String> responses = new HashMap<>();
        numbers.forEach(number -> responses.put(number, "together " + number));
        return responses;
    }

    /** Sends the numbers from 0. None gets a result before the gate opens. */
    private List<CompletableFuture<String>> sendBehindTheGate(Coalescer<Integer, String> to, int numbers) {
        return sendBehindTheGate(to::send, to::inFlight, numbers);
    }

    private List<CompletableFuture<String>> sendBehindTheGate(
            IntFunction<String> send, IntSupplier inFlight, int numbers) {
        return IntStream.range(0, numbers)
                .mapToObj(number -> {
                    CompletableFuture<String> response =
                            CompletableFuture.supplyAsync(() -> send.apply(number), threads);
                    await().pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> inFlight.getAsInt() == number + 1);
                    return response;
                })
                .toList();
    }

    private void pass() {
        awaitQuietly(gate);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
