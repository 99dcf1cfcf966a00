package org.passwordresets.stub;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.passwordresets.document.RequestContext;
import org.passwordresets.generated.model.ApiError;
import org.passwordresets.generated.model.ErrorDocument;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.jsonapi.RequestChecks;

/** Keeps the last requests, with the reason for each response. */
@ServerFilter("/api/**")
public final class Journal {
    private static final String NOTE = Journal.class.getName();
    private static final int MAX_BODY = 16 * 1024;

    /**
     * What happened to one request.
     *
     * @param operation the called operation; null if the contract has none
     * @param example the name of the example in the response; null if the request was rejected
     * @param reason why this example was selected
     * @param problems what is invalid about the request or, for the proxy, about the response
     */
    record Entry(
            Instant at,
            String method,
            String address,
            Map<String, List<String>> headers,
            byte[] body,
            int status,
            @Nullable String operation,
            @Nullable String example,
            @Nullable String reason,
            List<String> problems) {}

    private record Note(@Nullable String example, String reason, List<String> problems) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final int most;
    private final Clock clock;

    Journal(StubConfiguration configuration, Clock clock) {
        this.most = configuration.remembered();
        this.clock = clock;
    }

    /** Sets what {@code /__stub} shows about the request. */
    public static void note(HttpRequest<?> request, @Nullable String example, String reason, List<String> problems) {
        request.setAttribute(NOTE, new Note(example, reason, problems));
    }

    // Wraps all other filters and the proxy.
    @ResponseFilter
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void remember(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Note note = (Note) request.getAttribute(NOTE).orElse(null);
        RequestContext call = CheckedRequest.context(request);
        add(new Entry(
                clock.instant(),
                request.getMethodName(),
                request.getUri().toString(),
                request.getHeaders().asMap(),
                body(request),
                response.code(),
                call == null ? null : call.operation().id(),
                note == null ? null : note.example(),
                note == null ? null : note.reason(),
                note == null || note.problems().isEmpty() ? problems(response.body()) : note.problems()));
    }

    private static byte[] body(HttpRequest<?> request) {
        byte[] body = RequestChecks.receivedBody(request);
        return body.length <= MAX_BODY ? body : Arrays.copyOf(body, MAX_BODY);
    }

    private static List<String> problems(@Nullable Object body) {
        if (!(body instanceof ErrorDocument document)) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        for (ApiError error : document.errors()) {
            problems.add(error.code() + ": " + error.detail());
        }
        return problems;
    }

    private synchronized void add(Entry entry) {
        if (entries.size() == most) {
            entries.removeLast();
        }
        entries.addFirst(entry);
    }

    /** The entries, latest first. */
    synchronized List<Entry> entries() {
        return Collections.unmodifiableList(new ArrayList<>(entries));
    }
}
