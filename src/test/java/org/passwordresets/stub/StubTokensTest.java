package org.passwordresets.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;

/** The operations of the stub outside JSON:API: anybody gets the tokens of the contract's examples, and they work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StubTokensTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String OWN_RECORD = "/api/customers/YDWxVhZKjb";

    private StubServer stub;

    @BeforeAll
    void start() {
        stub = new StubServer(Map.of("stub.state", true));
    }

    @AfterAll
    void stop() {
        stub.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grant_type=client_credentials&client_id=x&client_secret=y                       | integration",
                "grant_type=client_credentials&client_id=x&client_secret=y&scope=market%3Aall    | integration",
                "grant_type=client_credentials&client_id=x                                       | sales-channel",
                "grant_type=client_credentials&client_id=x&scope=market%3Aall                    | sales-channel",
                "grant_type=password&username=a%40example.com&password=b&client_id=x             | customer",
                "grant_type=password&username=a&password=b&client_id=x&scope=market%3Aall        | customer",
                "grant_type=refresh_token&refresh_token=a&client_id=x                            | refreshed",
                "grant_type=refresh_token&refresh_token=a&client_id=x&client_secret=y            | refreshed",
            })
    void anyCredentialsGetTheExampleThatTheyResemble(String form, String example) {
        assertThat(post(FORM, "/oauth/token", form).json()).isEqualTo(example("issueToken", "200", example));
    }

    @ParameterizedTest
    @CsvSource({"back-end:secret, integration", "storefront:, sales-channel", "!, sales-channel"})
    void credentialsInTheHeaderCountToo(String credentials, String example) {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        Response response = Client.plain(stub.address())
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", FORM)
                .send("POST", "/oauth/token", "grant_type=client_credentials");
        assertThat(response.json()).isEqualTo(example("issueToken", "200", example));
    }

    @Test
    void everyExampleOfARequestGetsItsResponse() {
        int sent = 0;
        for (Operation operation : stub.bean(Contract.class).plainOperations()) {
            JsonNode content = operation.definition().at("/requestBody/content");
            for (Map.Entry<String, JsonNode> media : content.properties()) {
                for (Map.Entry<String, JsonNode> request :
                        media.getValue().path("examples").properties()) {
                    JsonNode body = request.getValue().path("value");
                    Response response = post(
                            media.getKey(),
                            operation.path(),
                            media.getKey().equals(FORM) ? form(body) : body.toString());
                    String status = Integer.toString(response.status());
                    assertThat(response.json())
                            .as("%s %s as %s", operation.id(), request.getKey(), media.getKey())
                            .isEqualTo(example(operation.id(), status, request.getKey()));
                    sent++;
                }
            }
        }
        assertThat(sent).isGreaterThan(20);
    }

    private static String form(JsonNode body) {
        return body.propertyStream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(field.getValue().asText(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Test
    void theTokensOfTheExamplesStandForWhomTheyWereIssuedTo() {
        assertThat(bearer("integration").get("/api/customers").status()).isEqualTo(200);
        assertThat(bearer("sales-channel").get(OWN_RECORD).errors()).containsExactly("401 UNAUTHORIZED");
        assertThat(bearer("customer").get(OWN_RECORD).attribute("email").asText())
                .isEqualTo("john@example.com");
        assertThat(bearer("refreshed").get("/api/customers/PzQmRtVwLk").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"integration, of-integration", "sales-channel, of-sales-channel", "customer, of-customer"})
    void aTokenIsDescribed(String issued, String example) {
        assertThat(bearer(issued).get("/oauth/tokeninfo").json())
                .isEqualTo(example("retrieveTokenInfo", "200", example));
    }

    @Test
    void theMetadataLeadsToTheStub() {
        JsonNode metadata = Client.plain(stub.address())
                .get("/.well-known/oauth-authorization-server")
                .json();
        assertThat(metadata.path("token_endpoint").asText()).isEqualTo(stub.address() + "/oauth/token");
        assertThat(Client.plain(stub.address())
                        .get("/.well-known/jwks.json")
                        .at("/keys/0/kty")
                        .asText())
                .isEqualTo("RSA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "[]", "{\"grant_type\":1}"})
    void refusesInTheFormatOfOAuth(String body) {
        assertRefused(post(JSON, "/oauth/token", body), 400, "invalid_request");
    }

    @Test
    void anInvalidRequestGetsTheExampleThatIsInvalidInTheSamePlaces() {
        assertRefused(post(FORM, "/oauth/token", "grant_type=device_code&client_id=x"), 400, "unsupported_grant_type");
        assertThat(post(FORM, "/oauth/revoke", "token_type_hint=refresh_token").json())
                .isEqualTo(example("revokeToken", "400", "token-missing"));
    }

    @Test
    void refusesOtherThingsInTheFormatOfOAuthToo() {
        Client plain = Client.plain(stub.address());
        assertRefused(post("text/plain", "/oauth/token", "x"), 415, "invalid_request");
        for (String path : new String[] {"/oauth/token", "/.well-known/jwks.json"}) {
            assertThat(plain.send("OPTIONS", path, null).status()).as(path).isEqualTo(204);
        }
        Response wrongMethod = plain.get("/oauth/token");
        assertRefused(wrongMethod, 405, "invalid_request");
        assertRefused(plain.get("/oauth/nothing"), 404, "invalid_request");
        Response invalid = plain.header("Authorization", "Bearer invalid").get("/oauth/tokeninfo");
        assertRefused(invalid, 401, "invalid_token");
        assertThat(invalid.header("WWW-Authenticate")).startsWith("Bearer ");
        assertRefused(plain.get("/oauth/tokeninfo"), 401, "invalid_token");
        assertThat(plain.header("Prefer", "code=503")
                        .header("Content-Type", FORM)
                        .send("POST", "/oauth/token", "grant_type=password")
                        .at("/error")
                        .asText())
                .isEqualTo("temporarily_unavailable");
    }

    private static void assertRefused(Response response, int status, String error) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.header("Content-Type")).startsWith(JSON);
        assertThat(response.at("/error").asText()).isEqualTo(error);
        assertThat(response.at("/errors/0/title").asText()).isEqualTo(error);
        assertThat(response.at("/errors/0/status").isInt()).isTrue();
        assertThat(response.at("/errors/0/status").asInt()).isEqualTo(status);
    }

    @Test
    void thePageShowsTheRequestWithoutItsSecrets() {
        post(JSON, "/oauth/token", """
                {"grant_type":"password","username":"a","password":"the secret of this test","client_id":"x"}""");
        Response seen = Client.plain(stub.address()).header("Accept", JSON).get("/__stub");

        assertThat(seen.body()).contains("issueToken").doesNotContain("the secret of this test", token("customer"));
    }

    private Response post(String type, String path, String body) {
        return Client.plain(stub.address()).header("Content-Type", type).send("POST", path, body);
    }

    private Client bearer(String example) {
        return Client.plain(stub.address()).header("Authorization", "Bearer " + token(example));
    }

    private String token(String example) {
        return example("issueToken", "200", example).path("access_token").asText();
    }

    private JsonNode example(String operation, String status, String name) {
        return stub.bean(Contract.class)
                .operation(operation)
                .definition()
                .path("responses")
                .path(status)
                .at("/content/application~1json/examples")
                .path(name)
                .path("value");
    }
}
