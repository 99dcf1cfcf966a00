package org.passwordresets.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.passwordresets.contract.Examples;
import org.passwordresets.contract.Examples.Example;
import org.passwordresets.error.Problem;
import org.passwordresets.limit.RateLimitStatus;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;

/** The errors that operations share say, in the contract's examples, exactly what the server says. */
class SharedExamplesTest extends ServerTest {
    private static final String CUSTOMERS = "/api/customers";
    private static final String ONE = CUSTOMERS + "/YDWxVhZKjb";
    private static final String RESETS = "/api/customer_password_resets";

    /** Those whose problem a test of HTTP alone cannot provoke, or not in a moment. */
    private static final Map<String, Problem> NOT_PROVOKED = Map.of(
            "too-many-requests",
            new Problem.TooManyRequests(new RateLimitStatus(25, Duration.ofSeconds(10), 0, Duration.ofSeconds(10))),
            "internal-server-error",
            new Problem.Unforeseen(),
            "service-unavailable",
            new Problem.ServiceUnavailable(),
            "outcome-unknown",
            new Problem.OutcomeUnknown(),
            "query-too-expensive",
            new Problem.QueryTooExpensive(
                    "filter[q][reference_cont]", Duration.ofSeconds(2), "filter[q][created_at_gteq]"));

    private Map<String, Supplier<Response>> requests() {
        Map<String, Supplier<Response>> requests = new LinkedHashMap<>();
        requests.put("unknown-parameter", () -> backEnd().get(ONE + "?colour=red"));
        requests.put("bad-include", () -> backEnd().get(RESETS + "?include=orders"));
        requests.put("bad-field", () -> backEnd().get(CUSTOMERS + "?fields%5Bcustomers%5D=first_name"));
        requests.put("bad-sort", () -> backEnd().get(CUSTOMERS + "?sort=metadata"));
        requests.put("bad-filter", () -> backEnd().get(CUSTOMERS + "?filter%5Bq%5D%5Breference_like%5D=x"));
        requests.put("bad-page", () -> backEnd().get(CUSTOMERS + "?page%5Bsize%5D=100"));
        requests.put("malformed-json", () -> backEnd().send("POST", CUSTOMERS, "{\"data\":"));
        requests.put("data-not-object", () -> backEnd().send("POST", CUSTOMERS, "{\"data\":[]}"));
        requests.put("data-missing", () -> backEnd().send("POST", CUSTOMERS, "{}"));
        requests.put("unknown-attribute", () -> backEnd().create("customers", "{\"colour\":\"red\"}"));
        requests.put("id-missing", () -> backEnd().send("PATCH", ONE, "{\"data\":{\"type\":\"customers\"}}"));
        requests.put("invalid-token", () -> Client.plain(server.getURI()).get(ONE));
        requests.put("access-denied", () -> storefront().get(ONE));
        requests.put("client-id", () -> backEnd()
                .send("POST", CUSTOMERS, "{\"data\":{\"type\":\"customers\",\"id\":\"YDWxVhZKjb\"}}"));
        requests.put("not-utf8", () -> backEnd().get(CUSTOMERS + "?filter%5Bq%5D%5Breference_eq%5D=caf%E9"));
        requests.put("relationship-not-writable", () -> backEnd()
                .send(
                        "PATCH",
                        RESETS + "/xYZkjABcde",
                        "{\"data\":{\"type\":\"customer_password_resets\",\"id\":\"xYZkjABcde\","
                                + "\"relationships\":{\"customer\":{\"data\":null}}}}"));
        requests.put("record-not-found", () -> backEnd().get(CUSTOMERS + "/NoSuchIdXx"));
        requests.put(
                "not-acceptable", () -> backEnd().header("Accept", "text/html").get(ONE));
        requests.put("wrong-type", () -> backEnd().send("POST", CUSTOMERS, "{\"data\":{\"type\":\"orders\"}}"));
        requests.put("other-id", () -> backEnd()
                .send("PATCH", ONE, "{\"data\":{\"type\":\"customers\",\"id\":\"xYZkjABcde\"}}"));
        requests.put("payload-too-large", () -> backEnd().send("POST", CUSTOMERS, " ".repeat(1024 * 1024 + 1)));
        requests.put(
                "unsupported-media-type",
                () -> backEnd().header("Content-Type", "application/json").create("customers", "{}"));
        return requests;
    }

    private static Stream<Example> shared() {
        return Examples.responses().stream()
                .filter(example -> example.value().has("errors"))
                .filter(example -> !example.status().equals("422"));
    }

    @TestFactory
    Stream<DynamicTest> theServerSaysWhatTheExampleSays() {
        return requests().entrySet().stream()
                .map(request -> DynamicTest.dynamicTest(request.getKey(), () -> {
                    Response response = request.getValue().get();
                    JsonNode expected = shared().filter(
                                    example -> example.name().equals(request.getKey()))
                            .findFirst()
                            .orElseThrow()
                            .value();
                    assertThat(withoutTrace(response.json())).isEqualTo(withoutTrace(expected));
                    assertThat(response.at("/errors/0/status").asText()).isEqualTo(Integer.toString(response.status()));
                }));
    }

    private static JsonNode withoutTrace(JsonNode document) {
        JsonNode copy = document.deepCopy();
        copy.path("errors").forEach(error -> ((ObjectNode) error.path("meta")).remove("trace_id"));
        return copy;
    }

    @Test
    void eachSharedExampleIsHeldAgainstTheServer() {
        assertThat(shared().map(Example::name).collect(Collectors.toSet()))
                .isEqualTo(Stream.concat(requests().keySet().stream(), NOT_PROVOKED.keySet().stream())
                        .collect(Collectors.toSet()));
    }

    @Test
    void whatIsNotProvokedHasTheExamplesWordsToo() {
        NOT_PROVOKED.forEach((name, problem) -> {
            JsonNode error = shared().filter(example -> example.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .value()
                    .at("/errors/0");
            assertThat(problem.detail()).isEqualTo(error.path("detail").asText());
            assertThat(problem.code().title()).isEqualTo(error.path("title").asText());
        });
    }
}
