package org.passwordresets.stub;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Provider;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.passwordresets.html.Template;

/** {@code /__stub}: the requests to the stub and the reasons for its responses, as HTML and as JSON. */
@Controller("/__stub")
@Consumes("*/*")
final class StubPage {
    private static final Template PAGE = Template.named("stub");

    private final Journal journal;
    private final LoadedContract contract;
    private final Provider<EmbeddedServer> server;

    StubPage(Journal journal, LoadedContract contract, Provider<EmbeddedServer> server) {
        this.journal = journal;
        this.contract = contract;
        this.server = server;
    }

    @Serdeable
    record Overview(@Nullable String contractProblem, List<RequestSeen> requests) {}

    @Serdeable
    record RequestSeen(
            Instant at,
            String method,
            String address,
            int status,
            @Nullable String operation,
            @Nullable String example,
            @Nullable String reason,
            List<String> problems,
            String curl) {}

    @Get
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    HttpResponse<?> show(HttpRequest<?> request) {
        Overview overview = overview();
        boolean browser = request.getHeaders().getAll(HttpHeaders.ACCEPT).stream()
                .anyMatch(accept -> accept.contains(MediaType.TEXT_HTML));
        return (browser
                        ? HttpResponse.ok(PAGE.with(overview)).contentType(MediaType.TEXT_HTML + ";charset=utf-8")
                        : HttpResponse.ok(overview).contentType(MediaType.APPLICATION_JSON))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private Overview overview() {
        URI address = server.get().getURI();
        return new Overview(
                contract.problem(),
                journal.entries().stream().map(entry -> seen(entry, address)).toList());
    }

    private static RequestSeen seen(Journal.Entry entry, URI server) {
        return new RequestSeen(
                entry.at(),
                entry.method(),
                Curl.address(entry),
                entry.status(),
                entry.operation(),
                entry.example(),
                entry.reason(),
                entry.problems(),
                Curl.of(entry, server));
    }
}
