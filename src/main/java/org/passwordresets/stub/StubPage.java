package org.passwordresets.stub;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Provider;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** {@code /__stub}: what the stub has been asked and why it answered so, for people and for programs. */
@Controller("/__stub")
@Consumes("*/*")
final class StubPage {
    private final Journal journal;
    private final State state;
    private final LoadedContract contract;
    private final Provider<EmbeddedServer> server;

    StubPage(Journal journal, State state, LoadedContract contract, Provider<EmbeddedServer> server) {
        this.journal = journal;
        this.state = state;
        this.contract = contract;
        this.server = server;
    }

    /** The whole page. */
    @Serdeable
    record Overview(@Nullable String contractProblem, List<RequestSeen> requests) {}

    /** One request. */
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
                        ? HttpResponse.ok(html(overview)).contentType(MediaType.TEXT_HTML + ";charset=utf-8")
                        : HttpResponse.ok(overview).contentType(MediaType.APPLICATION_JSON))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** The state starts anew with the contract's examples. */
    @Delete("/state")
    @Produces(MediaType.ALL)
    HttpResponse<?> forget() {
        state.forget();
        return HttpResponse.noContent();
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

    private static String html(Overview overview) {
        StringBuilder rows = new StringBuilder();
        overview.requests().forEach(request -> rows.append(row(request)));
        String problem = overview.contractProblem() == null
                ? ""
                : "<p class=problem>The contract: " + escaped(overview.contractProblem()) + "</p>";
        return """
                <!doctype html><html lang=en><meta charset=utf-8><title>Stub</title><style>
                :root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif }
                body { margin: 2rem } table { border-collapse: collapse; width: 100%% }
                td { border-top: 1px solid #8884; padding: .5rem; vertical-align: top } code { white-space: pre-wrap; overflow-wrap: anywhere }
                .problem { color: #d33 }</style>
                <h1>The last requests</h1>%s<table>%s</table></html>
                """.formatted(problem, rows);
    }

    private static String row(RequestSeen request) {
        StringBuilder problems = new StringBuilder();
        request.problems().forEach(problem -> problems.append("<div class=problem>")
                .append(escaped(problem))
                .append("</div>"));
        String answer = request.example() == null ? "" : "“" + request.example() + "”: ";
        return "<tr><td>%s<td>%d<td><b>%s %s</b><br>%s %s%s%s<br><code>%s</code>"
                .formatted(
                        request.at(),
                        request.status(),
                        escaped(request.method()),
                        escaped(request.address()),
                        escaped(request.operation() == null ? "no operation" : request.operation()),
                        escaped(answer),
                        escaped(request.reason() == null ? "" : request.reason()),
                        problems,
                        escaped(request.curl()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
