package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Moves the stub's time. */
@Controller("/__stub/clock")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class ClockController {
    private static final Instant MIN = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant MAX = Instant.parse("9999-12-31T23:59:59Z");
    private static final String TIME = "time";
    private static final String FORWARD = "forward";
    private static final String STOPPED = "stopped";

    private final StubClock clock;
    private final ControlRequest requests;

    ClockController(StubClock clock, ControlRequest requests) {
        this.clock = clock;
        this.requests = requests;
    }

    /** Shows the time. */
    @Get
    HttpResponse<?> show() {
        return ControlRequest.json(JsonNodeFactory.instance
                .objectNode()
                .put(TIME, ResetRules.text(clock.instant()))
                .put(STOPPED, clock.isStopped()));
    }

    /** Moves it to a time, or forward by a duration. */
    @Put
    HttpResponse<?> move(HttpRequest<?> request, @Body @Nullable byte[] body) {
        JsonNode asked = requests.read(request, body, Set.of(TIME, FORWARD, STOPPED));
        if (asked.has(TIME) == asked.has(FORWARD) || asked.has(STOPPED) && !asked.has(TIME)) {
            throw ControlRequest.bad(
                    "", "Send either {\"time\": \"2030-01-01T00:00:00Z\"} or {\"forward\": \"PT25H\"}.");
        }
        if (asked.has(STOPPED) && !asked.path(STOPPED).isBoolean()) {
            throw ControlRequest.bad("/" + STOPPED, "It must be true or false.");
        }
        if (asked.has(TIME)) {
            clock.moveTo(time(asked), asked.path(STOPPED).asBoolean());
        } else {
            clock.forward(duration(asked, clock.instant()));
        }
        return show();
    }

    private static Instant time(JsonNode asked) {
        try {
            return inRange(TIME, Instant.parse(asked.path(TIME).asText()));
        } catch (DateTimeException e) {
            throw ControlRequest.bad("/" + TIME, "The time must be in UTC, such as 2030-01-01T00:00:00Z.");
        }
    }

    private static Duration duration(JsonNode asked, Instant now) {
        try {
            Duration by = Duration.parse(asked.path(FORWARD).asText());
            inRange(FORWARD, now.plus(by));
            return by;
        } catch (DateTimeException | ArithmeticException e) {
            throw ControlRequest.bad(
                    "/" + FORWARD,
                    "The duration must be in ISO 8601, such as PT25H, P2D or -PT10M."
                            + " Years, months and weeks are not supported: write days.");
        }
    }

    private static Instant inRange(String member, Instant time) {
        if (time.isBefore(MIN) || time.isAfter(MAX)) {
            throw ControlRequest.bad("/" + member, "The time must be between 1970 and 9999.");
        }
        return time;
    }
}
