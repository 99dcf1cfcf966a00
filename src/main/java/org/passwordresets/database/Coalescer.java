package org.passwordresets.database;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sends requests that wait at the same time to the database together. One statement for many rows costs little more than one
 * for a single row, because most of the cost is the round trip and, for a write, the flush at COMMIT.
 *
 * <p>A request that comes while fewer than two groups are on their way is sent at once. Others wait for a group to end. The
 * first of them then takes those that wait behind it along, with its own thread and connection: as many as make a power of two,
 * 64 at most, so that each connection prepares only a few different statements. So groups form only under load, and nobody
 * waits for a group to fill up. A group contains only requests that came before it was sent, so a read sees every write that
 * was acknowledged before the read began.
 *
 * <p>There is no limit to how many wait, because each has its thread and its HTTP request in memory anyway. A request that
 * has waited too long is refused.
 *
 * <p>A request that its group did not serve, for example because another transaction has locked its row, is sent again alone,
 * after its group has ended. So are all requests of a group that failed, except those that have waited too long, and except
 * after a failure that each of them would meet again: an outage, an unknown outcome, or an error when all want the same.
 * Nothing here limits how many are sent alone at the same time.
 *
 * @param <Q> a request, with everything that identifies its rows, the organization and mode included
 * @param <R> its response
 */
public final class Coalescer<Q, R> {
    private static final int MAX_GROUP = 64;
    /** More would make the groups smaller; with only one, the database would be idle while the next group forms. */
    private static final int LANES = 2;

    private final Function<List<Q>, Map<Q, R>> together;
    private final Function<Q, R> alone;
    private final Supplier<RuntimeException> late;
    private final long patienceNanos;
    private final long deadlineNanos;

    private final Queue<Member<Q, R>> waiting = new ArrayDeque<>();
    private int busyLanes;

    private Coalescer(
            DatabaseConfiguration limits,
            Function<List<Q>, Map<Q, R>> together,
            Function<Q, R> alone,
            Supplier<RuntimeException> late) {
        this.together = together;
        this.alone = alone;
        this.late = late;
        this.patienceNanos = limits.patience().toNanos();
        this.deadlineNanos = limits.deadline().toNanos();
    }

    /**
     * Coalesces reads.
     *
     * @param together the responses to several requests, by request; a request without a response is sent again alone
     * @param alone the response to one request
     */
    public static <Q, R> Coalescer<Q, R> ofReads(
            DatabaseConfiguration limits, Function<List<Q>, Map<Q, R>> together, Function<Q, R> alone) {
        return new Coalescer<>(limits, together, alone, Coalescer::unavailable);
    }

    /**
     * Coalesces writes.
     *
     * @param together runs several requests in one transaction and returns the responses by request; a request without a
     *     response has changed nothing, and is sent again alone
     * @param alone runs one request in a transaction
     */
    public static <Q, R> Coalescer<Q, R> ofWrites(
            DatabaseConfiguration limits, Function<List<Q>, Map<Q, R>> together, Function<Q, R> alone) {
        return new Coalescer<>(limits, together, alone, OutcomeUnknownException::new);
    }

    /**
     * A request that waits.
     *
     * @param sinceNanos when its HTTP request was queued
     * @param turn what its own thread does next
     */
    private record Member<Q, R>(Q request, long sinceNanos, CompletableFuture<Supplier<R>> turn) {
        static <Q, R> Member<Q, R> of(Q request) {
            return new Member<>(request, Waiting.startNanos(), new CompletableFuture<>());
        }

        boolean isWithin(long nanos) {
            return System.nanoTime() - sinceNanos < nanos;
        }

        /** Waits for its turn; null if it has not come so many nanoseconds after the beginning. */
        @Nullable
        Supplier<R> turn(long nanos) throws InterruptedException {
            try {
                return turn.get(sinceNanos + nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return null;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Sends a request and returns its response. Do not call this in a transaction: it would not see its changes. */
    public R send(Q request) {
        Member<Q, R> member = Member.of(request);
        return enter(member) ? lead(member).get() : turn(member).get();
    }

    /** Whether a lane is free. Otherwise the request waits. */
    private synchronized boolean enter(Member<Q, R> member) {
        if (busyLanes < LANES) {
            busyLanes++;
            return true;
        }
        waiting.add(member);
        return false;
    }

    /** How many groups are on their way and requests wait for one. */
    synchronized int inFlight() {
        return busyLanes + waiting.size();
    }

    private Supplier<R> turn(Member<Q, R> member) {
        try {
            Supplier<R> turn = member.turn(patienceNanos);
            if (turn == null && leave(member)) {
                throw unavailable();
            }
            turn = turn == null ? member.turn(deadlineNanos) : turn;
            if (turn != null) {
                return turn;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw leave(member) ? unavailable() : late.get();
    }

    private synchronized boolean leave(Member<Q, R> member) {
        return waiting.remove(member);
    }

    /** Sends the member's group. Returns what the member does when its lane is free for the next group. */
    private Supplier<R> lead(Member<Q, R> leader) {
        List<Member<Q, R>> group = group(leader);
        try {
            Map<Q, R> responses =
                    together.apply(group.stream().map(Member::request).toList());
            return tell(group, member -> afterwards(member, responses));
        } catch (RuntimeException | Error e) {
            boolean sameForAll = isSameForAll(group, e);
            return tell(group, member -> afterFailure(member, e, sameForAll));
        } finally {
            handOver();
        }
    }

    private synchronized List<Member<Q, R>> group(Member<Q, R> leader) {
        List<Member<Q, R>> group = new ArrayList<>(List.of(leader));
        int size = Integer.highestOneBit(Math.min(MAX_GROUP, waiting.size() + 1));
        while (group.size() < size) {
            group.add(waiting.remove());
        }
        return group;
    }

    private synchronized void handOver() {
        Member<Q, R> next = waiting.poll();
        if (next == null) {
            busyLanes--;
        } else {
            next.turn().complete(() -> lead(next).get());
        }
    }

    private static <Q, R> Supplier<R> tell(List<Member<Q, R>> group, Function<Member<Q, R>, Supplier<R>> turns) {
        group.stream().skip(1).forEach(member -> member.turn().complete(turns.apply(member)));
        return turns.apply(group.get(0));
    }

    private Supplier<R> afterwards(Member<Q, R> member, Map<Q, R> responses) {
        R response = responses.get(member.request());
        return response == null ? () -> alone.apply(member.request()) : () -> response;
    }

    private Supplier<R> afterFailure(Member<Q, R> member, Throwable failure, boolean sameForAll) {
        if (!sameForAll && member.isWithin(patienceNanos)) {
            return () -> alone.apply(member.request());
        }
        return () -> {
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        };
    }

    /** Whether each member would fail like the group; otherwise another member, or the leader, may be the cause. */
    private boolean isSameForAll(List<Member<Q, R>> group, Throwable failure) {
        return failure instanceof OutcomeUnknownException
                || switch (DatabaseFailure.of(failure)) {
                    case CONFLICT, CONNECTION_LOST, DUPLICATE_KEY -> false;
                    case OTHER -> group.stream().map(Member::request).distinct().count() == 1;
                    case READ_ONLY, TOO_SLOW -> true;
                    // The members may have come long after the leader.
                    case UNAVAILABLE -> !WaitedTooLongException.isCauseOf(failure);
                };
    }

    private static RuntimeException unavailable() {
        return WaitedTooLongException.unchecked("The request has waited too long for the database");
    }
}
