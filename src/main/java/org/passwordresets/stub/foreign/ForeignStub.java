package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.Callers;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.document.Links;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.jsonapi.RequestChecks;
import org.passwordresets.stub.Journal;
import org.passwordresets.stub.OwnPages;
import org.passwordresets.stub.Preferences;
import org.passwordresets.stub.StubConfiguration;

/**
 * Responds to every request that a third-party document describes, and refuses all others, before any route of ours is looked
 * for. Of our own contract, it responds to the operations outside JSON:API.
 */
@ServerFilter("/**")
final class ForeignStub {
    private static final String PREFERENCES = ForeignStub.class.getName();

    private final Contract contract;
    private final Links links;
    private final ForeignState state;
    private final Callers callers;
    private final boolean isStateful;
    /** By identity, because a reloaded document is a new one. */
    private final LoadingCache<JsonNode, ForeignOperation.Schemas> schemas =
            Caffeine.newBuilder().weakKeys().build(ForeignOperation.Schemas::of);

    private final LoadingCache<Operation, ForeignOperation> operations;

    ForeignStub(Contract contract, Links links, ForeignState state, Callers callers, StubConfiguration configuration) {
        this.contract = contract;
        this.callers = callers;
        this.links = links;
        this.state = state;
        this.isStateful = configuration.state();
        this.operations = Caffeine.newBuilder()
                .weakKeys()
                .build(operation ->
                        new ForeignOperation(operation, schemas.get(contract.document()), contract.isForeign()));
    }

    /** Our own contract has a controller, but only for the paths of its API. */
    private boolean isServedHere(String path) {
        return contract.isForeign()
                ? !OwnPages.include(path, contract)
                : !path.startsWith("/api/") && !contract.methodsOf(path).isEmpty();
    }

    @RequestFilter
    @Order(3)
    @Nullable
    HttpResponse<?> respond(HttpRequest<?> request, @Body @Nullable byte[] body) {
        if (!isServedHere(request.getPath())) {
            return null;
        }
        RequestChecks.remember(body, request);
        try {
            Preferences preferences = Preferences.of(request.getHeaders().getAll("Prefer"));
            request.setAttribute(PREFERENCES, preferences);
            MutableHttpResponse<?> response =
                    shared(preflight(request) ? allowed(request) : found(request, body, preferences));
            return preferences.applied().isEmpty()
                    ? response
                    : response.header("Preference-Applied", preferences.applied());
        } catch (Refusal refusal) {
            return refused(refusal, request);
        } catch (ApiException e) {
            return refused(
                    Refusal.of(
                            e.problem().code().status(),
                            "Invalid request",
                            e.problem().detail()),
                    request);
        }
    }

    /** Delays the response without blocking a thread. */
    @ResponseFilter
    @Order(Ordered.HIGHEST_PRECEDENCE + 2)
    CompletionStage<? extends MutableHttpResponse<?>> delay(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Preferences preferences =
                request.getAttribute(PREFERENCES, Preferences.class).orElse(Preferences.NONE);
        return preferences.delay() == null
                ? CompletableFuture.completedFuture(response)
                : CompletableFuture.supplyAsync(
                        () -> response,
                        CompletableFuture.delayedExecutor(preferences.delay().toMillis(), TimeUnit.MILLISECONDS));
    }

    private MutableHttpResponse<?> refused(Refusal refusal, HttpRequest<?> request) {
        Journal.note(request, null, "refused", refusal.findings());
        if (!contract.isForeign()) {
            return shared(ownError(refusal.status(), request));
        }
        MutableHttpResponse<byte[]> response = status(refusal.status());
        refusal.headers().forEach(response::header);
        return shared(response.header(HttpHeaders.CONTENT_TYPE, Contract.MEDIA_TYPE)
                .body(refusal.document().toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Outside JSON:API, our errors are those of OAuth. */
    private MutableHttpResponse<?> ownError(int status, HttpRequest<?> request) {
        return contract.find(request.getMethodName(), request.getPath())
                .map(operations::get)
                .<MutableHttpResponse<?>>flatMap(
                        called -> called.error(status).map(error -> written(error, called, request.getPath())))
                .orElseGet(() -> OAuthProblem.of(HttpStatus.valueOf(status)).response());
    }

    private static MutableHttpResponse<byte[]> status(int status) {
        return HttpResponse.status(status, HttpStatus.getDefaultReason(status));
    }

    private MutableHttpResponse<?> found(HttpRequest<?> request, @Nullable byte[] body, Preferences preferences) {
        ForeignOperation called = operations.get(operation(request));
        JsonNode document = called.check(request, body);
        ForeignResponse typical = called.needsToken() && !contract.isForeign()
                ? called.respond(caller(request), preferences)
                : called.respond(request, document, preferences);
        boolean remembers = isStateful
                && contract.isForeign()
                && !preferences.chooses()
                && !ResponseChoice.isError(typical.status());
        Localized here = new Localized(contract.serverAddresses(), links.base());
        ForeignResponse response = remembers
                ? here.of(
                        state.respond(called, request.getPath(), document, typical, operations::get),
                        called,
                        request.getPath())
                : here.of(typical, called, request.getPath());
        Journal.note(request, response.example(), response.reason(), List.of());
        return written(response, called, request.getPath());
    }

    /** Any token is accepted but {@code invalid}. */
    private Caller caller(HttpRequest<?> request) {
        return request.getHeaders()
                .findFirst(HttpHeaders.AUTHORIZATION)
                .flatMap(header -> callers.verify(header.replaceFirst("^\\S+\\s*", ""), request))
                .orElseThrow(() -> Refusal.of(401, "Unauthorized", "The access token is not valid."));
    }

    private Operation operation(HttpRequest<?> request) {
        String method = request.getMethodName().equals("HEAD")
                        && !contract.methodsOf(request.getPath()).contains("HEAD")
                ? "GET"
                : request.getMethodName();
        return contract.find(method, request.getPath()).orElseThrow(() -> missing(request));
    }

    private Refusal missing(HttpRequest<?> request) {
        Set<String> methods = new TreeSet<>(contract.methodsOf(request.getPath()));
        return methods.isEmpty()
                ? Refusal.of(
                        404, "Not found", "The contract has no such path. /__stub shows the requests to this stub.")
                : Refusal.of(
                        405,
                        "Method not allowed",
                        "This path does not have the method. It has: " + String.join(", ", methods) + ".",
                        Map.of(HttpHeaders.ALLOW, String.join(", ", methods)));
    }

    private MutableHttpResponse<?> written(ForeignResponse chosen, ForeignOperation called, String path) {
        MutableHttpResponse<byte[]> response = status(chosen.status());
        chosen.definition().path("headers").properties().forEach(header -> addHeader(header, called, response));
        if (chosen.status() == HttpStatus.CREATED.getCode()
                && chosen.body().path("data").has("id")) {
            String own = path.endsWith("/") ? path : path + "/";
            String created = own + chosen.body().path("data").path("id").asText();
            if (!contract.methodsOf(created).isEmpty()) {
                response.getHeaders().set(HttpHeaders.LOCATION, links.base() + created);
            }
        }
        if (chosen.type() != null && !chosen.body().isMissingNode()) {
            response.header(
                            HttpHeaders.CONTENT_TYPE,
                            chosen.type().contains("*") ? "application/octet-stream" : chosen.type())
                    .body(bytes(chosen));
        }
        return response;
    }

    private static void addHeader(
            Map.Entry<String, JsonNode> header, ForeignOperation called, MutableHttpResponse<?> response) {
        JsonNode definition = called.follow(header.getValue());
        JsonNode example = definition.has("example")
                ? definition.get("example")
                : called.follow(definition.path("schema")).path("example");
        if (!example.isMissingNode()) {
            response.header(header.getKey(), example.asText());
        } else if (definition.path("required").asBoolean() && definition.has("schema")) {
            response.header(
                    header.getKey(), called.typical(definition.get("schema")).asText());
        }
    }

    private static byte[] bytes(ForeignResponse response) {
        boolean isText = !MediaTypes.isJson(response.type()) && response.body().isTextual();
        return (isText ? response.body().textValue() : response.body().toString()).getBytes(StandardCharsets.UTF_8);
    }

    private boolean preflight(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.OPTIONS
                && !contract.methodsOf(request.getPath()).contains("OPTIONS");
    }

    private MutableHttpResponse<?> allowed(HttpRequest<?> request) {
        Set<String> methods = contract.methodsOf(request.getPath());
        if (methods.isEmpty()) {
            throw missing(request);
        }
        String names = String.join(", ", new TreeSet<>(methods));
        MutableHttpResponse<byte[]> response = status(HttpStatus.NO_CONTENT.getCode());
        String headers = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        if (headers != null) {
            response.header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers);
        }
        return response.header(HttpHeaders.ALLOW, names)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, names.toUpperCase(Locale.ROOT));
    }

    /** Pages of any origin may call the stub: nothing here is secret. */
    private static MutableHttpResponse<?> shared(MutableHttpResponse<?> response) {
        response.getHeaders().set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response.getHeaders().set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "*");
        return response;
    }
}
