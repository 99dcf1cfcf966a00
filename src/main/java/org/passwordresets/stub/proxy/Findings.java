package org.passwordresets.stub.proxy;

import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.passwordresets.document.RequestContext;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.stub.Finding;
import org.passwordresets.stub.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the proxy found in one exchange, for the terminal and for {@code /__stub}. The terminal is a log and never quotes a
 * request; only {@code /__stub} shows quotes.
 */
final class Findings {
    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);

    private final HttpRequest<?> request;
    private final List<Finding> departures = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private final StringBuilder reason;

    Findings(HttpRequest<?> request, String target) {
        this.request = request;
        this.reason = new StringBuilder("forwarded to ").append(target);
    }

    /** Adds a violation by the response. The text must not quote the request. */
    void addResponse(String departure) {
        add(Finding.ofResponse(departure), "Response: " + departure);
    }

    /** Adds a violation whose text quotes the request, with another text for the log. */
    void add(Finding departure, String withoutQuotes) {
        departures.add(departure);
        logged.add(withoutQuotes);
    }

    /** Adds a remark that is not a violation. The text must not quote the request. */
    void note(String remark) {
        reason.append("; ").append(remark);
        LOG.info("{}: {}", operation(), remark);
    }

    void tell() {
        Journal.note(request, null, reason.toString(), departures);
        logged.forEach(departure -> LOG.warn("{}: {}", operation(), departure));
    }

    private String operation() {
        RequestContext call = CheckedRequest.context(request);
        return request.getMethod() + " "
                + (call == null ? "(no operation)" : call.operation().id());
    }
}
