package org.passwordresets.stub.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passwordresets.contract.Contract;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ErrorCode;
import org.passwordresets.stub.StubConfiguration;
import org.passwordresets.stub.foreign.ForeignState;

/**
 * Sets the state and the time of the stateful stub for a test. These operations belong to the stub and not to the contract.
 * Pages of other origins cannot call them: browsers send such a page's JSON and its DELETE only after a preflight request.
 */
@Controller("/__stub")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class Controls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant MIN_TIME = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59Z");
    private static final String TIME_FORMS =
            "Send either {\"time\": \"2030-01-01T00:00:00Z\"} or {\"forward\": \"PT25H\"}.";

    private final State state;
    private final StateSetup setup;
    private final StubClock clock;
    private final Contract contract;
    private final ForeignState foreign;
    private final boolean stateful;

    Controls(
            State state,
            StateSetup setup,
            StubClock clock,
            Contract contract,
            ForeignState foreign,
            StubConfiguration configuration) {
        this.contract = contract;
        this.foreign = foreign;
        this.state = state;
        this.setup = setup;
        this.clock = clock;
        this.stateful = configuration.state();
    }

    /** Lists the provider states. */
    @Get("/states")
    HttpResponse<?> states() {
        ArrayNode states = JSON.createArrayNode();
        for (ProviderState one : ProviderState.values()) {
            states.addObject()
                    .put("state", one.text())
                    .put("meaning", one.meaning())
                    .<ObjectNode>set("params", JSON.valueToTree(one.parameters()))
                    .set("values", JSON.valueToTree(one.valueNames()));
        }
        return json(JSON.createObjectNode().set("states", states));
    }

    /** Enters a provider state. The body has the form that Pact's verifiers send: {@code {"state": …, "params": {…}}}. */
    @Post("/states")
    HttpResponse<?> enter(HttpRequest<?> request, @Body @Nullable byte[] body) {
        JsonNode asked = read(request, body, Set.of("state", "params", "action", "consumer"));
        if (asked.path("action").asText().equals("teardown")) {
            return json(JSON.createObjectNode());
        }
        if (contract.isForeign()) {
            throw new ApiException(
                    new Problem.NotImplemented("The provider states are those of our own contract, not of this one."));
        }
        ProviderState wanted = ProviderState.of(asked.path("state").asText()).orElseThrow(Controls::unknownState);
        JsonNode parameters = asked.path("params");
        Set<String> names = new LinkedHashSet<>();
        parameters.fieldNames().forEachRemaining(names::add);
        wanted.problems(names).stream().findFirst().ifPresent(problem -> {
            throw bad("/params", sentence(problem));
        });
        return json(JSON.valueToTree(setup.enter(wanted, parameters)));
    }

    /** Shows the stub's time. */
    @Get("/clock")
    HttpResponse<?> time() {
        return json(JSON.createObjectNode()
                .put("time", ResetRules.text(clock.instant()))
                .put("stopped", clock.isStopped()));
    }

    /** Moves the time: to a time, or forward by a duration. */
    @Put("/clock")
    HttpResponse<?> move(HttpRequest<?> request, @Body @Nullable byte[] body) {
        JsonNode asked = read(request, body, Set.of("time", "forward", "stopped"));
        if (asked.has("time") == asked.has("forward") || asked.has("stopped") && !asked.has("time")) {
            throw bad("", TIME_FORMS);
        }
        if (asked.has("time")) {
            clock.moveTo(inRange("/time", time(asked)), asked.path("stopped").asBoolean());
        } else {
            clock.forward(duration(asked, clock.instant()));
        }
        return time();
    }

    /** Returns to the contract's examples and to the real time. */
    @Delete("/state")
    HttpResponse<?> forget(HttpRequest<?> request) {
        check(request);
        clock.reset();
        state.forget();
        foreign.forget();
        return HttpResponse.noContent();
    }

    private JsonNode read(HttpRequest<?> request, @Nullable byte[] body, Set<String> members) {
        check(request);
        if (!request.getContentType()
                .map(type -> type.matches(MediaType.APPLICATION_JSON_TYPE))
                .orElse(false)) {
            throw new ApiException(new Problem.BadHeader(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type", "Send Content-Type: application/json."));
        }
        JsonNode tree = parse(body == null ? new byte[0] : body);
        tree.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                throw bad("/" + name, "The body can have: " + String.join(", ", new TreeSet<>(members)) + ".");
            }
        });
        return tree;
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // Refused below.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new ApiException(new Problem.UnreadableBody("The body must be a JSON object."));
    }

    private void check(HttpRequest<?> request) {
        String origin = request.getHeaders().getOrigin().orElse(null);
        if (origin != null && !isOwn(origin, request)) {
            throw new ApiException(new Problem.BadHeader(
                    ErrorCode.UNAUTHORIZED, "Origin", "Pages of other origins cannot control the stub."));
        }
        if (!stateful) {
            throw new ApiException(new Problem.NotImplemented(
                    "This stub has no state: start it with STATE=on (make) or stub.state=true."));
        }
    }

    private static boolean isOwn(String origin, HttpRequest<?> request) {
        try {
            return request.getHeaders()
                    .getAll("Host")
                    .contains(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Instant time(JsonNode asked) {
        try {
            return Instant.parse(asked.path("time").asText());
        } catch (DateTimeException e) {
            throw bad("/time", "The time must be in UTC, such as 2030-01-01T00:00:00Z.");
        }
    }

    private static Duration duration(JsonNode asked, Instant now) {
        try {
            Duration by = Duration.parse(asked.path("forward").asText());
            inRange("/forward", now.plus(by));
            return by;
        } catch (DateTimeException | ArithmeticException e) {
            throw bad("/forward", "The duration must be in ISO 8601, such as PT25H, P2D or -PT10M.");
        }
    }

    private static Instant inRange(String pointer, Instant time) {
        if (time.isBefore(MIN_TIME) || time.isAfter(MAX_TIME)) {
            throw bad(pointer, "The time must be between 1970 and 9999.");
        }
        return time;
    }

    private static ApiException unknownState() {
        List<String> states = Stream.of(ProviderState.values())
                .map(state -> "\"" + state.text() + "\"")
                .toList();
        return bad("/state", "There is no such state. There are: " + String.join(", ", states) + ".");
    }

    private static String sentence(String problem) {
        return Character.toUpperCase(problem.charAt(0)) + problem.substring(1) + ".";
    }

    private static ApiException bad(String pointer, String detail) {
        return new ApiException(new Problem.BadDocument(ErrorCode.BAD_REQUEST, pointer, detail));
    }

    private static HttpResponse<?> json(JsonNode body) {
        return HttpResponse.ok(body.toString()).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
