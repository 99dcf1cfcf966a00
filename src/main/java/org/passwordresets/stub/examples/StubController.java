package org.passwordresets.stub.examples;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.stub.Journal;
import org.passwordresets.stub.Preferences;
import org.passwordresets.stub.StubConfiguration;
import org.passwordresets.stub.state.StatefulResponses;

/** Responds to every request under {@code /api} that has passed the checks. */
@Controller("/api/{+path}")
@Consumes("*/*")
@Produces("*/*")
final class StubController {
    private final ExampleResponses examples;
    private final StatefulResponses statefulResponses;
    private final boolean stateful;

    StubController(ExampleResponses examples, StatefulResponses statefulResponses, StubConfiguration configuration) {
        this.examples = examples;
        this.statefulResponses = statefulResponses;
        this.stateful = configuration.state();
    }

    @Get
    CompletionStage<? extends HttpResponse<?>> get(HttpRequest<?> request) {
        return respond(request);
    }

    @Post
    CompletionStage<? extends HttpResponse<?>> post(HttpRequest<?> request) {
        return respond(request);
    }

    @Put
    CompletionStage<? extends HttpResponse<?>> put(HttpRequest<?> request) {
        return respond(request);
    }

    @Patch
    CompletionStage<? extends HttpResponse<?>> patch(HttpRequest<?> request) {
        return respond(request);
    }

    @Delete
    CompletionStage<? extends HttpResponse<?>> delete(HttpRequest<?> request) {
        return respond(request);
    }

    private CompletionStage<MutableHttpResponse<?>> respond(HttpRequest<?> request) {
        Preferences preferences = Preferences.of(request.getHeaders().getAll("Prefer"));
        MutableHttpResponse<?> response = chosen(request, CheckedRequest.of(request), preferences);
        String applied = preferences.applied();
        if (!applied.isEmpty()) {
            response.header("Preference-Applied", applied);
        }
        return preferences.delay() == null
                ? CompletableFuture.completedFuture(response)
                : after(preferences.delay(), response);
    }

    private MutableHttpResponse<?> chosen(HttpRequest<?> request, CheckedRequest call, Preferences preferences) {
        if (stateful && !preferences.chooses()) {
            Optional<MutableHttpResponse<?>> remembered = statefulResponses.response(request, call);
            if (remembered.isPresent()) {
                Journal.note(request, null, "from the state", List.of());
                return remembered.get();
            }
        }
        return examples.response(request, call, preferences);
    }

    /** Delays the response without blocking a thread. */
    private static CompletionStage<MutableHttpResponse<?>> after(Duration delay, MutableHttpResponse<?> response) {
        return CompletableFuture.supplyAsync(
                () -> response, CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS));
    }
}
