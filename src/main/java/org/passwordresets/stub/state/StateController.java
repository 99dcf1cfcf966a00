package org.passwordresets.stub.state;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.passwordresets.contract.Contract;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.stub.foreign.ForeignState;

/** Puts the state where a test needs it. */
@Controller("/__stub")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class StateController {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERS = Set.of("state", "params", "action", "consumer");

    private final State state;
    private final StateSetup setup;
    private final StubClock clock;
    private final Contract contract;
    private final ForeignState foreign;
    private final ControlRequest requests;

    StateController(
            State state,
            StateSetup setup,
            StubClock clock,
            Contract contract,
            ForeignState foreign,
            ControlRequest requests) {
        this.state = state;
        this.setup = setup;
        this.clock = clock;
        this.contract = contract;
        this.foreign = foreign;
        this.requests = requests;
    }

    /** Lists the provider states. */
    @Get("/states")
    HttpResponse<?> states() {
        ArrayNode states = JSON.createArrayNode();
        for (ProviderState one : contract.isForeign() ? new ProviderState[0] : ProviderState.values()) {
            states.addObject()
                    .put("state", one.text())
                    .put("meaning", one.meaning())
                    .<ObjectNode>set("params", JSON.valueToTree(one.parameters()))
                    .set("values", JSON.valueToTree(one.valueNames()));
        }
        return ControlRequest.json(JSON.createObjectNode().set("states", states));
    }

    /** Enters a provider state. The body has the form that Pact's verifiers send: {@code {"state": …, "params": {…}}}. */
    @Post("/states")
    HttpResponse<?> enter(HttpRequest<?> request, @Body @Nullable byte[] body) {
        JsonNode asked = requests.read(request, body, MEMBERS);
        if (asked.path("action").asText().equals("teardown")) {
            return ControlRequest.json(JSON.createObjectNode());
        }
        if (contract.isForeign()) {
            throw new ApiException(
                    new Problem.NotImplemented("The provider states are those of our own contract, not of this one."));
        }
        ProviderState wanted = ProviderState.of(asked.path("state").asText()).orElseThrow(StateController::unknown);
        JsonNode parameters = asked.path("params");
        if (!parameters.isMissingNode() && !parameters.isNull() && !parameters.isObject()) {
            throw ControlRequest.bad("/params", "It must be an object.");
        }
        checkNames(wanted, parameters);
        return ControlRequest.json(JSON.valueToTree(setup.enter(wanted, parameters)));
    }

    private static void checkNames(ProviderState wanted, JsonNode parameters) {
        Set<String> names = new LinkedHashSet<>();
        parameters.fieldNames().forEachRemaining(names::add);
        wanted.problems(names).stream().findFirst().ifPresent(problem -> {
            throw ControlRequest.bad("/params", Character.toUpperCase(problem.charAt(0)) + problem.substring(1) + ".");
        });
    }

    private static ApiException unknown() {
        List<String> states = Stream.of(ProviderState.values())
                .map(state -> "\"" + state.text() + "\"")
                .toList();
        return ControlRequest.bad("/state", "There is no such state. There are: " + String.join(", ", states) + ".");
    }

    /** Returns to the contract's examples and to the real time. */
    @Delete("/state")
    HttpResponse<?> forget(HttpRequest<?> request) {
        requests.check(request);
        clock.reset();
        state.forget();
        foreign.forget();
        return HttpResponse.noContent();
    }
}
