package org.passwordresets.stub;

import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.passwordresets.jsonapi.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the proxy has found in one exchange, for the terminal and for {@code /__stub}. */
final class Findings {
    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);

    private final HttpRequest<?> request;
    private final List<String> departures = new ArrayList<>();
    private final StringBuilder reason;

    Findings(HttpRequest<?> request, String target) {
        this.request = request;
        this.reason = new StringBuilder("forwarded to ").append(target);
    }

    /** A departure from the contract. */
    void add(String departure) {
        departures.add(departure);
    }

    /** Nothing wrong, but worth knowing. */
    void note(String remark) {
        reason.append("; ").append(remark);
        LOG.info("{}: {}", operation(), remark);
    }

    void tell() {
        Journal.note(request, null, reason.toString(), departures);
        departures.forEach(departure -> LOG.warn("{}: {}", operation(), departure));
    }

    private String operation() {
        Call call = Call.of(request);
        return request.getMethodName() + " "
                + (call == null ? "(no operation)" : call.operation().id());
    }
}
