package org.passwordresets.stub.proxy;

import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.passwordresets.document.RequestContext;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.stub.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the proxy has found in one exchange, for the terminal and for {@code /__stub}. The terminal is a log, which never quotes
 * a request: what does is shown on {@code /__stub} alone.
 */
final class Findings {
    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);

    private final HttpRequest<?> request;
    private final List<String> departures = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private final StringBuilder reason;

    Findings(HttpRequest<?> request, String target) {
        this.request = request;
        this.reason = new StringBuilder("forwarded to ").append(target);
    }

    /** A departure from the contract; the text does not quote the request. */
    void add(String departure) {
        add(departure, departure);
    }

    /** The same, with another text for the log, because this one quotes the request. */
    void add(String departure, String withoutQuotes) {
        departures.add(departure);
        logged.add(withoutQuotes);
    }

    /** Nothing wrong, but worth knowing; the text does not quote the request. */
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
