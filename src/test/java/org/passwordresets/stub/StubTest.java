package org.passwordresets.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.jsonapi.JsonApi;
import org.passwordresets.support.Client;

/** What the stub responds, and why: from the contract's examples. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StubTest {
    private static final String RESETS = "/api/customer_password_resets";
    private static final String RESET = RESETS + "/xYZkjABcde";

    private StubServer stub;
    private Client client;

    @BeforeAll
    void start() {
        stub = new StubServer(Map.of());
        client = stub.client();
    }

    @AfterAll
    void stop() {
        stub.close();
    }

    @Test
    void startsWithoutDatabaseAndKeys() {
        assertThat(stub.has(DataSource.class)).isFalse();
    }

    @Test
    void respondsWithTheFirstSuccess() {
        Client.Response response = client.get(RESET);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo(JsonApi.MEDIA_TYPE);
        assertThat(response.attribute("customer_email").asText()).isEqualTo("john@example.com");
        assertThat(response.header("Preference-Applied")).isNull();
    }

    @Test
    void takesAnyBearerTokenButNotNone() {
        assertThat(client.header("Authorization", "bearer x").get(RESET).status())
                .isEqualTo(200);
        assertThat(client.header("Authorization", null).get(RESET).errors())
                .containsExactly("401 INVALID_TOKEN Authorization");
        assertThat(client.header("Authorization", "Basic eA==").get(RESET).errors())
                .containsExactly("401 INVALID_TOKEN Authorization");
    }

    @Test
    void respondsWithTheRequestedId() {
        Client.Response response = client.get(RESETS + "/AbCdEfGhIj");

        assertThat(response.id()).isEqualTo("AbCdEfGhIj");
        assertThat(response.at("/data/links/self").asText()).isEqualTo(stub.address() + RESETS + "/AbCdEfGhIj");
        assertThat(response.at("/data/relationships/customer/links/related").asText())
                .isEqualTo(stub.address() + RESETS + "/AbCdEfGhIj/customer");
        assertThat(response.body()).doesNotContain("xYZkjABcde");
    }

    @Test
    void namesEachRequestAnew() {
        String trace = client.get(RESET).at("/data/meta/trace_id").asText();

        assertThat(trace).matches("[0-9a-f]{64}");
        assertThat(client.get(RESET).at("/data/meta/trace_id").asText()).isNotEqualTo(trace);
    }

    @Test
    void saysWhereTheCreatedIs() {
        Client.Response response = client.create("customer_password_resets", "{\"customer_email\":\"a@example.com\"}");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.header("Location"))
                .isEqualTo(response.at("/data/links/self").asText());
        assertThat(client.get(response.header("Location")).id()).isEqualTo(response.id());
    }

    @Test
    void deletesWithoutABody() {
        Client.Response response = client.delete(RESET);

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void respondsWithTheExampleNamedLikeTheRequests() {
        Client.Response expired = client.update("customer_password_resets", "AbCdEfGhIj", """
                {"_reset_password_token": "tokenThatHasExpired1", "customer_password": "correct horse battery"}""");
        Client.Response unknown =
                client.create("customer_password_resets", "{\"customer_email\":\"nobody@example.com\"}");

        assertThat(expired.errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/_reset_password_token expired");
        assertThat(unknown.errors()).containsExactly("422 VALIDATION_ERROR /data/attributes/customer_email not_found");
    }

    /** As Commerce Layer's SDK sends every document. */
    @Test
    void emptyRelationshipsMakeNoOtherRequest() {
        Client.Response wrong = client.send("PATCH", RESET, """
                {"data": {"type": "customer_password_resets", "id": "xYZkjABcde", "relationships": {}, "attributes":
                {"_reset_password_token": "aWrongTokenOf20Chars", "customer_password": "correct horse battery"}}}""");

        assertThat(wrong.errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/_reset_password_token invalid");
    }

    @Test
    void anUpdateWithoutAPasswordCompletesNothing() {
        Client.Response updated = client.update("customer_password_resets", "AbCdEfGhIj", "{\"reference\":\"any\"}");

        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.attribute("reset_password_at").isNull()).isTrue();
        assertThat(updated.attribute("reset_password_token").isNull()).isFalse();
    }

    /** Each request in the contract, sent as it stands there, gets the response of its name. */
    @Test
    void everyExampleRequestGetsItsResponse() throws Exception {
        int sent = 0;
        for (Operation operation : stub.bean(Contract.class).operations()) {
            JsonNode requests = operation.definition().at("/requestBody/content/application~1vnd.api+json/examples");
            for (Map.Entry<String, JsonNode> request : requests.properties()) {
                JsonNode body = request.getValue().get("value");
                String path =
                        operation.path().replace("{id}", body.at("/data/id").asText());
                Client.Response response = client.send(operation.method(), path, body.toString());

                assertThat(response.status())
                        .as(operation.id() + " " + request.getKey())
                        .isEqualTo(statusOf(operation, request.getKey()));
                sent++;
            }
        }
        assertThat(sent).isGreaterThan(20);
    }

    private static int statusOf(Operation operation, String example) {
        for (Map.Entry<String, JsonNode> response :
                operation.definition().path("responses").properties()) {
            if (response.getValue()
                    .at("/content/application~1vnd.api+json/examples")
                    .has(example)) {
                return Integer.parseInt(response.getKey());
            }
        }
        throw new AssertionError(operation.id() + " has no response to its request " + example);
    }

    @Test
    void findsNothingByWhatIsNoId() {
        assertThat(client.get(RESETS + "/xhFfkmfybsLxzaAP6xcs").errors()).containsExactly("404 RECORD_NOT_FOUND");
        assertThat(client.header("Prefer", "code=200").get("/api/customers/1").errors())
                .containsExactly("404 RECORD_NOT_FOUND");
    }

    @Test
    void wantsPasswordAndTokenTogether() {
        assertThat(client.update("customer_password_resets", "xYZkjABcde", "{\"customer_password\":\"any password\"}")
                        .errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/_reset_password_token blank");
    }

    @Test
    void includesWhatIsAskedFor() {
        Client.Response response = client.get(RESET + "?include=customer");

        assertThat(response.at("/included/0/type").asText()).isEqualTo("customers");
        assertThat(client.get(RESET).json().has("included")).isFalse();
    }

    @Test
    void leavesOutFieldsThatNobodyAskedFor() {
        Client.Response response = client.get(RESET + "?fields%5Bcustomer_password_resets%5D=reference");

        assertThat(response.at("/data/attributes").fieldNames()).toIterable().containsExactly("reference");
    }

    @Test
    void followsEveryLinkThatItShows() {
        Set<String> links = new LinkedHashSet<>();
        stub.bean(Contract.class).operations().stream()
                .filter(operation -> operation.method().equals("GET"))
                .forEach(operation -> collectLinks(
                        client.get(operation.path().replace("{id}", "xYZkjABcde"))
                                .json(),
                        links));

        assertThat(links).hasSizeGreaterThan(10).allSatisfy(link -> {
            assertThat(link).startsWith(stub.address() + "/");
            assertThat(client.get(link).status()).isEqualTo(200);
        });
    }

    /** Without those in attributes, which are the addresses of something else, such as a logo. */
    private static void collectLinks(JsonNode node, Set<String> links) {
        if (node.isTextual() && node.textValue().startsWith("http")) {
            links.add(node.textValue());
        }
        if (node.isArray()) {
            node.forEach(child -> collectLinks(child, links));
        }
        node.properties().stream()
                .filter(member -> !member.getKey().equals("attributes"))
                .forEach(member -> collectLinks(member.getValue(), links));
    }

    @Test
    void refusesAsTheServerDoes() {
        Client.Response wrongMethod = client.send("PUT", RESET, "{}");

        assertThat(wrongMethod.errors()).containsExactly("405 METHOD_NOT_ALLOWED");
        assertThat(wrongMethod.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH");
        assertThat(client.get("/api/orders").errors()).containsExactly("404 NOT_FOUND");
        assertThat(client.header("Accept", "text/html").get(RESET).errors())
                .containsExactly("406 NOT_ACCEPTABLE Accept");
        assertThat(client.header("Content-Type", "application/json")
                        .create("customers", "{}")
                        .errors())
                .containsExactly("415 UNSUPPORTED_MEDIA_TYPE Content-Type");
        assertThat(client.send("POST", RESETS, "{").errors()).containsExactly("400 BAD_REQUEST");
        assertThat(client.send("POST", RESETS, "{\"data\":{\"type\":\"orders\"}}")
                        .errors())
                .containsExactly("409 INVALID_RESOURCE /data/type");
        assertThat(client.get(RESETS + "?page%5Bsize%5D=26").errors())
                .containsExactly("400 INVALID_PAGE_VALUE page[size]");
        assertThat(client.create("customers", "{\"email\":\"\",\"password\":\"short\"}")
                        .errors())
                .containsExactlyInAnyOrder(
                        "422 VALIDATION_ERROR /data/attributes/email blank",
                        "422 VALIDATION_ERROR /data/attributes/password too_short");
    }

    @Test
    void respondsWithThePreferredStatus() {
        Client.Response response =
                client.header("Prefer", "handling=lenient, code=404, delay=1").get(RESET);

        assertThat(response.errors()).containsExactly("404 RECORD_NOT_FOUND");
        assertThat(response.header("Preference-Applied")).isEqualTo("code=404, delay=1");
        assertThat(client.header("Prefer", "code=429").get(RESET).header("Retry-After"))
                .isEqualTo("10");
    }

    @Test
    void respondsWithThePreferredExample() {
        assertThat(client.header("Prefer", "example=completed")
                        .get(RESET)
                        .attribute("reset_password_token")
                        .isNull())
                .isTrue();
        assertThat(client.header("Prefer", "code=422, example=expired-token")
                        .update("customer_password_resets", "xYZkjABcde", "{\"reference\":\"a\"}")
                        .errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/_reset_password_token expired");
    }

    @Test
    void namesTheExamplesThatThereAre() {
        Client.Response response = client.header("Prefer", "example=expired").get(RESET);

        assertThat(response.errors()).containsExactly("400 BAD_REQUEST Prefer");
        assertThat(response.at("/errors/0/detail").asText())
                .contains("forgotten-password", "with-customer", "completed");
        assertThat(client.header("Prefer", "code=418")
                        .get(RESET)
                        .at("/errors/0/detail")
                        .asText())
                .contains("200", "404");
    }

    @Test
    void neverCarriesAPreferenceOver() {
        for (String preference : List.of("code=404", "example=completed", "dynamic=true, seed=1")) {
            Client.Response preferred = client.header("Prefer", preference).get(RESET);
            Client.Response next = client.get(RESET);

            assertThat(preferred.header("Preference-Applied")).isNotNull();
            assertThat(next.status()).isEqualTo(200);
            assertThat(next.attribute("reset_password_token").asText()).isEqualTo("xhFfkmfybsLxzaAP6xcs");
        }
    }

    @Test
    void makesUpWhatTheSchemaAllows() throws Exception {
        Client.Response made = client.header("Prefer", "dynamic=true, seed=7").get(RESET);
        Client.Response again = client.header("Prefer", "dynamic=true, seed=7").get(RESET);
        Client.Response other = client.header("Prefer", "dynamic=true, seed=8").get(RESET);

        assertThat(made.attribute("customer_email").asText()).matches("[a-z]{4}@[a-z]{7}\\.[a-z]{3}");
        assertThat(made.id()).isEqualTo("xYZkjABcde");
        assertThat(new ObjectMapper().<JsonNode>valueToTree(made.json().at("/data/attributes")))
                .isEqualTo(again.json().at("/data/attributes"))
                .isNotEqualTo(other.json().at("/data/attributes"));
    }

    @Test
    void waitsAsLongAsIsPreferred() {
        long start = System.nanoTime();
        client.header("Prefer", "delay=250").get(RESET);

        assertThat(System.nanoTime() - start).isGreaterThan(250_000_000L);
    }

    @Test
    void letsBrowsersCallFromAnywhere() {
        Client browser = Client.plain(stub.address()).header("Origin", "https://shop.example.com");
        Client.Response preflight = browser.header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,content-type,prefer")
                .send("OPTIONS", RESET, null);
        Client.Response response = browser.header("Authorization", "Bearer x").get(RESET);

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("PATCH");
        assertThat(preflight.header("Access-Control-Allow-Headers")).isNotNull();
        assertThat(response.header("Access-Control-Allow-Origin")).isNotNull();
        assertThat(response.header("Access-Control-Expose-Headers")).isEqualTo("*");
    }
}
