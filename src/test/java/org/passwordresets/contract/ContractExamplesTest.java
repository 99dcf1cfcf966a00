package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.contract.Examples.Example;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;

/** What the contract shows is true: its examples fit its schemas, and the server responds as they say. */
class ContractExamplesTest extends ServerTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getOpenApi30());

    static Stream<Example> responses() {
        return Examples.responses().stream();
    }

    static Stream<Example> requests() {
        return Examples.requests().stream();
    }

    @AfterEach
    void returnToThePresent() {
        clock.reset();
    }

    @ParameterizedTest
    @MethodSource("responses")
    void aResponseFitsItsSchema(Example example) {
        assertFits(example);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestThatSucceedsFitsItsSchema(Example example) {
        if (response(example).status().startsWith("2")) {
            assertFits(example);
        }
    }

    /** Strictly: with members that the schema does not name, an example would promise what nobody keeps. */
    private static void assertFits(Example example) {
        assertThat(SCHEMAS.getSchema(strict(example.schema())).validate(example.value()))
                .isEmpty();
    }

    private static JsonNode strict(JsonNode schema) {
        if (schema instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(strict(element)));
            return copy;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().stream()
                .filter(member -> !member.getKey().startsWith("x-"))
                .forEach(member -> copy.set(member.getKey(), strict(member.getValue())));
        if (copy.path("properties").isObject()
                && copy.path("type").asText().equals("object")
                && !copy.has("additionalProperties")) {
            copy.put("additionalProperties", false);
        }
        return copy;
    }

    @Test
    void anExampleThatDoesNotFitIsFound() {
        Example good = Examples.named(Examples.responses(), "createCustomer", "guest");
        ObjectNode spoiled = good.value().deepCopy();
        spoiled.withObject("/data/attributes").put("colour", "red").remove("email");
        assertThat(SCHEMAS.getSchema(strict(good.schema())).validate(spoiled)).hasSize(2);
    }

    @Test
    void eachOperationHasExamplesOfWhatItPromisesAlone() {
        Examples.paths()
                .forEach(path -> path.forEach(
                        operation -> operation.path("responses").properties().forEach(response -> {
                            if (response.getValue().has("content")) {
                                assertThat(response.getValue().path("content"))
                                        .as("%s %s", operation.path("operationId"), response.getKey())
                                        .allSatisfy(media -> assertThat(media.path("examples"))
                                                .isNotEmpty());
                            }
                        })));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void eachRequestHasItsResponseByName(Example request) {
        assertThat(response(request).status()).isIn("200", "201", "422");
    }

    @Test
    void eachRefusalOfOneOperationHasItsRequestByName() {
        Examples.responses().stream()
                .filter(response -> response.status().equals("422"))
                .forEach(response -> assertThat(Examples.request(response.operation(), response.name()))
                        .isNotNull());
    }

    private static Example response(Example request) {
        return Examples.named(Examples.responses(), request.operation(), request.name());
    }

    /** The whole response is the example's, word by word, except for what is new each time. */
    @ParameterizedTest
    @MethodSource("requests")
    void theServerRespondsAsTheExampleSays(Example request) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("http://127.0.0.1:8080", server.getURI().toString());
        texts.put("xRRkjDFafe", "AAAAAAAAAA");
        texts.put("example.com", UUID.randomUUID() + ".example.com");
        String path = prepare(request, texts);
        Operation operation = Contract.packaged().operation(request.operation());
        Response response = backEndNow()
                .send(
                        operation.method(),
                        path,
                        Examples.with(request.value(), texts).toString());
        if (operation.method().equals("POST")) {
            texts.put("xYZkjABcde", response.id());
            texts.put("YDWxVhZKjb", response.id());
            texts.put("PzQmRtVwLk", response.id());
        }
        Example expected = response(request);
        assertThat(Integer.toString(response.status())).as(response.body()).isEqualTo(expected.status());
        assertThat(Examples.blurred(response.json()))
                .isEqualTo(Examples.blurred(Examples.with(expected.value(), texts)));
    }

    /** What must be there before the request makes sense; the path that it goes to. */
    private String prepare(Example request, Map<String, String> texts) {
        return switch (request.operation()) {
            case "createCustomer" -> {
                if (request.name().equals("email-taken")) {
                    given("createCustomer", "new-customer", texts);
                }
                yield "/api/customers";
            }
            case "updateCustomer" -> {
                String id = given("createCustomer", "new-customer", texts).id();
                given("createCustomer", "guest", texts);
                texts.put("YDWxVhZKjb", id);
                yield "/api/customers/" + id;
            }
            case "createCustomerPasswordReset" -> {
                given("createCustomer", "new-customer", texts);
                yield "/api/customer_password_resets";
            }
            case "updateCustomerPasswordReset" -> {
                given("createCustomer", "new-customer", texts);
                Response reset = given("createCustomerPasswordReset", "forgotten-password", texts);
                texts.put("xYZkjABcde", reset.id());
                texts.put("xhFfkmfybsLxzaAP6xcs", token(reset));
                texts.put("tokenThatHasExpired1", token(reset));
                if (request.name().equals("expired-token")) {
                    clock.forward(Duration.ofHours(7));
                }
                yield "/api/customer_password_resets/" + reset.id();
            }
            default -> throw new IllegalStateException("Teach this test to prepare for " + request.operation());
        };
    }

    private Response given(String operation, String example, Map<String, String> texts) {
        Response response = backEnd()
                .send(
                        "POST",
                        Contract.packaged().operation(operation).path(),
                        Examples.with(Examples.request(operation, example), texts)
                                .toString());
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return response;
    }

    /** Those that all operations share have no requests to send; their titles and statuses are the codes' own. */
    @Test
    void errorsHaveTheTitlesAndStatusesOfTheirCodes() {
        List<JsonNode> errors = Examples.responses().stream()
                .flatMap(response -> Stream.of(response.value().path("errors")))
                .filter(JsonNode::isArray)
                .map(list -> list.get(0))
                .toList();
        assertThat(errors).isNotEmpty().allSatisfy(error -> {
            var code = org.passwordresets.generated.model.ErrorCode.of(
                    error.path("code").asText());
            String reason = error.at("/meta/error").asText();
            assertThat(error.path("status").asText()).isEqualTo(Integer.toString(code.status()));
            assertThat(error.path("title").asText())
                    .isEqualTo(
                            reason.isEmpty()
                                    ? code.title()
                                    : org.passwordresets.generated.model.ValidationCode.of(reason)
                                            .title());
        });
    }
}
