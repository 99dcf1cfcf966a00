package org.passwordresets.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.html.Template;

/** {@code /__stub}: the requests to the stub and the reasons for its responses, as a page that updates itself, and as JSON. */
@Controller("/__stub")
@Consumes("*/*")
final class StubPage {
    private static final Template PAGE = Template.named("stub");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Journal journal;
    private final LoadedContract loaded;
    private final Contract contract;
    private final StubConfiguration configuration;
    private final Clock clock;
    private final Provider<EmbeddedServer> server;
    private final String start = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    /** By the entry itself. */
    private final LoadingCache<Journal.Entry, RequestSeen> seen;

    private final LoadingCache<JsonNode, Secrets> secrets =
            Caffeine.newBuilder().weakKeys().build(DeclaredSecrets::of);

    StubPage(
            Journal journal,
            LoadedContract loaded,
            Contract contract,
            StubConfiguration configuration,
            Clock clock,
            JsonMapper json,
            Provider<EmbeddedServer> server) {
        this.journal = journal;
        this.loaded = loaded;
        this.contract = contract;
        this.configuration = configuration;
        this.clock = clock;
        this.server = server;
        this.seen = Caffeine.newBuilder()
                .weakKeys()
                .build(entry -> RequestSeen.of(
                        entry, server.get().getURI(), loaded.places(), secrets.get(contract.document()), json));
    }

    /** @param contractProblem the mistake in the current files; null if there is none */
    @Serdeable
    record Overview(
            String title,
            String version,
            @Nullable String contractProblem,
            @Nullable String target,
            Journal.Counts counts,
            List<RequestSeen> requests) {}

    /** A number on the page, which selects the requests that it counts. */
    record Count(String label, String id, long number, String link, boolean chosen) {}

    /** What the page shows besides the overview. */
    record Page(
            Overview overview,
            String name,
            String start,
            String base,
            String sample,
            String path,
            String status,
            List<Count> counts,
            int kept,
            @Nullable String movedTime,
            boolean watched,
            boolean hasDocs,
            boolean hasErrors,
            boolean filtered) {}

    @Get
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    HttpResponse<?> show(HttpRequest<?> request) {
        String etag = "\"%s-%d-%x-%x-%x\""
                .formatted(
                        start,
                        journal.counts().all(),
                        System.identityHashCode(contract.operations().iterator().next()),
                        String.valueOf(loaded.problem()).hashCode(),
                        clock.toString().hashCode());
        boolean isKnown = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).contains(etag);
        MutableHttpResponse<?> response = isKnown ? HttpResponse.notModified() : page(request);
        return response.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    private MutableHttpResponse<?> page(HttpRequest<?> request) {
        String status = request.getParameters().get("status", String.class, "");
        String path = request.getParameters().get("path", String.class, "");
        Overview overview = overview(status, path);
        boolean browser = request.getHeaders().getAll(HttpHeaders.ACCEPT).stream()
                .anyMatch(accept -> accept.contains(MediaType.TEXT_HTML));
        return browser
                ? HttpResponse.ok(PAGE.with(page(overview, status, path)))
                        .contentType(MediaType.TEXT_HTML + ";charset=utf-8")
                : HttpResponse.ok(overview).contentType(MediaType.APPLICATION_JSON);
    }

    private Overview overview(String status, String path) {
        return new Overview(
                contract.title(),
                contract.version(),
                loaded.problem(),
                configuration.target() == null ? null : configuration.target().toString(),
                journal.counts(),
                journal.entries().stream()
                        .map(seen::get)
                        .filter(one -> one.matches(status, path))
                        .toList());
    }

    private Page page(Overview overview, String status, String path) {
        return new Page(
                overview,
                overview.target() != null ? "Proxy" : configuration.state() ? "Stub with state" : "Stub",
                start,
                server.get().getURI().toString(),
                sample(),
                path,
                status,
                counts(overview, status, path),
                configuration.remembered(),
                movedTime(),
                configuration.contract() != null,
                overview.target() == null && OwnPages.includeDocs(contract),
                overview.target() == null && !contract.isForeign(),
                !status.isEmpty() || !path.isEmpty());
    }

    private List<Count> counts(Overview overview, String status, String path) {
        Journal.Counts counts = overview.counts();
        List<Count> all = new ArrayList<>();
        all.add(count("requests", "", counts.all(), status, path));
        counts.byStatus()
                .forEach((label, number) -> all.add(count(label, label.substring(0, 1), number, status, path)));
        String label = overview.target() == null ? "invalid" : "departures";
        all.add(count(label, "problems", counts.withFindings(), status, path));
        return all;
    }

    private static Count count(String label, String filter, long number, String status, String path) {
        String link = "?status=" + filter + "&path=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
        return new Count(label, "count-" + label, number, link, filter.equals(status));
    }

    /** An address to try. */
    private String sample() {
        return contract.operations().stream()
                .filter(operation ->
                        operation.method().equals("GET") && !operation.path().contains("{"))
                .map(Operation::path)
                .findFirst()
                .orElse("/");
    }

    /** The stub's time, unless it is the real time. */
    @Nullable
    private String movedTime() {
        Instant now = clock.instant();
        return Duration.between(now, Instant.now()).abs().compareTo(Duration.ofSeconds(2)) < 0
                ? null
                : now.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
