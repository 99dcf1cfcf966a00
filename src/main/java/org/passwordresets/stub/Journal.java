package org.passwordresets.stub;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.generated.model.ApiError;
import org.passwordresets.generated.model.ErrorDocument;
import org.passwordresets.jsonapi.RequestChecks;

/** Keeps the last requests and responses, with the reason for each response. */
@ServerFilter("/**")
public final class Journal {
    private static final String NOTE = Journal.class.getName();
    private static final int MAX_BODY = 16 * 1024;

    /**
     * What happened to one request.
     *
     * @param number counts from 1
     * @param body the request's body, without what exceeds {@value #MAX_BODY} bytes
     * @param response the response's body: bytes, or an object that is written as JSON; null if there is none
     * @param operation the called operation; null if the contract has none
     * @param example the name of the example in the response; null if the request was rejected
     * @param reason why this example was selected
     * @param findings what is invalid about the request or, for the proxy, about the response
     */
    record Entry(
            long number,
            Instant at,
            String method,
            String address,
            Map<String, List<String>> headers,
            byte[] body,
            int status,
            Map<String, List<String>> responseHeaders,
            @Nullable Object response,
            @Nullable Operation operation,
            @Nullable String example,
            @Nullable String reason,
            List<Finding> findings) {}

    /** How many requests there were since the start: all, by class of status, and those with findings. */
    @Serdeable
    record Counts(long all, Map<String, Long> byStatus, long withFindings) {}

    private record Note(@Nullable String example, String reason, List<Finding> findings) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final int most;
    private final Contract contract;
    private long all;
    private final long[] byStatus = new long[10];
    private long withFindings;

    Journal(StubConfiguration configuration, Contract contract) {
        this.contract = contract;
        this.most = configuration.remembered();
    }

    /** A third-party document can have any path. */
    private boolean isOfTheApi(String path) {
        return path.startsWith("/api/")
                || contract.isForeign() && !OwnPages.include(path, contract)
                || contract.plainOperations().stream()
                        .anyMatch(operation -> operation.path().equals(path));
    }

    /** Sets what {@code /__stub} shows about the request. */
    public static void note(HttpRequest<?> request, @Nullable String example, String reason, List<Finding> findings) {
        request.setAttribute(NOTE, new Note(example, reason, findings));
    }

    // Wraps all other filters and the proxy.
    @ResponseFilter
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void remember(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (!isOfTheApi(request.getPath())) {
            return;
        }
        Note note = (Note) request.getAttribute(NOTE).orElse(null);
        List<Finding> findings =
                note == null || note.findings().isEmpty() ? findings(response.body()) : List.copyOf(note.findings());
        add(number -> new Entry(
                number,
                // Not the stub's clock, which a test can move.
                Instant.now(),
                request.getMethodName(),
                request.getUri().toString(),
                request.getHeaders().asMap(),
                shortened(RequestChecks.receivedBody(request)),
                response.code(),
                response.getHeaders().asMap(),
                response.body() instanceof byte[] bytes ? shortened(bytes) : response.body(),
                operation(request),
                note == null ? null : note.example(),
                note == null ? null : note.reason(),
                findings));
    }

    /** Also of a request that is refused before the checks know it. */
    @Nullable
    private Operation operation(HttpRequest<?> request) {
        String method = request.getMethodName().equals("HEAD") ? "GET" : request.getMethodName();
        return contract.find(method, request.getPath()).orElse(null);
    }

    private static byte[] shortened(byte[] body) {
        return body.length <= MAX_BODY ? body : Arrays.copyOf(body, MAX_BODY);
    }

    private static List<Finding> findings(@Nullable Object body) {
        return body instanceof ErrorDocument document
                ? document.errors().stream().map(Journal::finding).toList()
                : List.of();
    }

    private static Finding finding(ApiError error) {
        return Finding.of(error.code().toString(), error.detail(), error.source());
    }

    /** Numbers it here, so that the numbers have the order of the entries. */
    private synchronized void add(LongFunction<Entry> numbered) {
        Entry entry = numbered.apply(++all);
        byStatus[entry.status() / 100]++;
        withFindings += entry.findings().isEmpty() ? 0 : 1;
        if (entries.size() == most) {
            entries.removeLast();
        }
        entries.addFirst(entry);
    }

    /** The entries, latest first. */
    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    synchronized Counts counts() {
        Map<String, Long> classes = new LinkedHashMap<>();
        for (int digit = 2; digit <= 5; digit++) {
            classes.put(digit + "xx", byStatus[digit]);
        }
        return new Counts(all, classes, withFindings);
    }
}
