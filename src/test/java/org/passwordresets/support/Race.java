package org.passwordresets.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.passwordresets.support.Client.Response;

/** Requests that set out at the same moment. */
public final class Race {
    private static final long MAX_SECONDS = 120;

    private Race() {}

    /** The responses in the order of the requests' numbers, which begin with 0. */
    public static List<Response> of(int requests, IntFunction<Response> request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(requests);
        try {
            CyclicBarrier start = new CyclicBarrier(requests);
            List<Callable<Response>> calls = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                int number = i;
                calls.add(() -> {
                    start.await();
                    return request.apply(number);
                });
            }
            List<Response> responses = new ArrayList<>();
            for (Future<Response> response : threads.invokeAll(calls, MAX_SECONDS, TimeUnit.SECONDS)) {
                responses.add(response.get());
            }
            return responses;
        } finally {
            threads.shutdownNow();
        }
    }
}
