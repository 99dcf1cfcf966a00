package org.passwordresets.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Two thread pools with one name. Lists with a filter or a sort, which may be slow, have a few threads of their own, so that
 * they cannot use up all threads and connections.
 */
final class RequestExecutor extends AbstractExecutorService {
    private final ExecutorService searches;
    private final ExecutorService others;
    private final BooleanSupplier isSearch;
    private final DatabaseConfiguration limits;

    /** @param isSearch whether the task is such a list */
    RequestExecutor(
            ExecutorService searches, ExecutorService others, BooleanSupplier isSearch, DatabaseConfiguration limits) {
        this.searches = searches;
        this.others = others;
        this.isSearch = isSearch;
        this.limits = limits;
    }

    @Override
    public void execute(Runnable task) {
        if (isSearch.getAsBoolean()) {
            searches.execute(Waiting.counted(task, limits.searchWait(), true));
        } else {
            others.execute(Waiting.counted(task, limits.threadWait(), false));
        }
    }

    @Override
    public void shutdown() {
        searches.shutdown();
        others.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> left = new ArrayList<>(searches.shutdownNow());
        left.addAll(others.shutdownNow());
        return left;
    }

    @Override
    public boolean isShutdown() {
        return searches.isShutdown() && others.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return searches.isTerminated() && others.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        return searches.awaitTermination(timeout, unit)
                && others.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
