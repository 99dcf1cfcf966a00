package org.passwordresets.stub.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;
import org.passwordresets.support.EditedContract;

/** The proxy between a client and a server; the server is the stub where it is right, and a lesser one where it is not. */
class ProxyTest {
    private static final String CUSTOMER = "/api/customers/YDWxVhZKjb";

    private StubServer right;
    private HttpServer wrong;
    private volatile int status;
    private volatile String type;
    private volatile String body;
    private volatile Map<String, String> headers = Map.of();

    @BeforeEach
    void start() throws IOException {
        right = new StubServer(Map.of());
        wrong = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        wrong.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        wrong.start();
        response(200, "application/vnd.api+json", "{}");
    }

    @AfterEach
    void stop() {
        right.close();
        wrong.stop(0);
    }

    private void response(int newStatus, String newType, String newBody) {
        status = newStatus;
        type = newType;
        body = newBody;
    }

    private String wrongAddress() {
        return "http://127.0.0.1:" + wrong.getAddress().getPort();
    }

    @Test
    void forwardsWhatKeepsTheContractAsItIs() {
        try (StubServer proxy =
                new StubServer(Map.of("stub.target", right.address().toString()))) {
            Client.Response direct = right.client().get(CUSTOMER);
            Client.Response through = proxy.client().get(CUSTOMER);
            Client.Response created = proxy.client().create("customers", "{\"email\":\"new@example.com\"}");

            assertThat(through.status()).isEqualTo(200);
            assertThat(through.json().at("/data/attributes"))
                    .isEqualTo(direct.json().at("/data/attributes"));
            assertThat(created.header("Location")).startsWith(right.address() + "/api/customers/");
            assertThat(problems(proxy)).isEmpty();
            assertThat(proxy.client().delete(CUSTOMER).status()).isEqualTo(204);
            assertThat(problems(proxy)).isEmpty();
        }
    }

    @Test
    void reportsWhatTheClientDoesWrongAndForwardsIt() {
        try (StubServer proxy =
                new StubServer(Map.of("stub.target", right.address().toString()))) {
            Client.Response response = proxy.client().create("customers", "{\"email\":\"\"}");
            assertThat(response.status()).isEqualTo(422);
            assertThat(problems(proxy)).containsExactly("Request: VALIDATION_ERROR /data/attributes/email BLANK");

            proxy.client().get("/api/orders");
            assertThat(problems(proxy)).singleElement().asString().startsWith("Request: NOT_FOUND");
        }
    }

    @Test
    void reportsWhatTheServerDoesWrong() {
        try (StubServer proxy = new StubServer(Map.of("stub.target", wrongAddress()))) {
            assertThat(proxy.client().get(CUSTOMER).body()).isEqualTo("{}");
            assertThat(problems(proxy)).singleElement().asString().contains("Response: ", "data");

            response(204, "", "");
            proxy.client().delete(CUSTOMER);
            assertThat(problems(proxy)).isEmpty();

            response(200, "application/json", "{\"access_token\":\"a\"}");
            proxy.client().send("POST", "/oauth/token", "{}");
            assertThat(problems(proxy)).asString().contains("Response: ", "token_type", "Cache-Control");

            response(418, "application/vnd.api+json", "{}");
            proxy.client().get(CUSTOMER);
            assertThat(problems(proxy))
                    .containsExactly("Response: The contract has no status 418 for retrieveCustomer.");

            response(200, "text/plain", "Hello");
            proxy.client().get(CUSTOMER);
            assertThat(problems(proxy))
                    .containsExactly(
                            "Response: The contract has a 200 of type application/vnd.api+json, but this one is text/plain.");
        }
    }

    @Test
    void reportsAPromisedHeaderThatIsMissingOrNoNumber() {
        try (StubServer proxy = new StubServer(Map.of("stub.target", wrongAddress()))) {
            response(429, "application/vnd.api+json", """
                    {"errors":[{"title":"Too many requests","detail":"Wait.","code":"TOO_MANY_REQUESTS","status":"429",
                    "meta":{"trace_id":"5e2f0c7a91d84b36a8f1c3d5e7092b4d6f8a0c2e4b6d8f1a3c5e7092b4d6f8a0"}}]}""");
            headers = Map.of("Retry-After", "soon", "X-Ratelimit-Limit", "25", "X-Ratelimit-Interval", "10");
            proxy.client().get(CUSTOMER);

            assertThat(problems(proxy))
                    .satisfiesExactly(
                            problem -> assertThat(problem)
                                    .startsWith("Response: The header Retry-After: string found, integer expected"),
                            problem -> assertThat(problem)
                                    .isEqualTo(
                                            "Response: The contract has the header X-Ratelimit-Remaining in the 429, but the response does not."));
        }
    }

    @Test
    void reportsWhatOneSideMustSendAndWhatTheOtherMustNot(@TempDir Path directory) {
        EditedContract.copiedTo(directory)
                .replace("customers.yaml", """
                                - {$ref: '#/parameters/Include'}
                                - {$ref: '#/parameters/Fields'}
                              responses:
                        """, """
                                - {$ref: '#/parameters/Include'}
                                - {$ref: '#/parameters/Fields'}
                                - {in: header, name: Idempotency-Key, required: true, schema: {type: string, minLength: 8}}
                                - {in: query, name: dry_run, required: true, schema: {type: boolean}}
                              responses:
                        """)
                .replace("customers.yaml", "      has_password:\n", """
                              pin: {type: string, nullable: true, writeOnly: true}
                              has_password:
                        """);
        String document = right.client().get(CUSTOMER).body();
        try (StubServer proxy =
                new StubServer(Map.of("stub.contract", directory.toString(), "stub.target", wrongAddress()))) {
            Client client = proxy.client().header("Idempotency-Key", "12345678");
            response(200, "application/vnd.api+json", document);
            client.get(CUSTOMER + "?dry_run=true");
            assertThat(problems(proxy)).isEmpty();

            response(
                    200,
                    "application/vnd.api+json",
                    document.replace("\"has_password\"", "\"pin\":\"1234\",\"has_password\""));
            client.get(CUSTOMER + "?dry_run=true");
            assertThat(problems(proxy)).singleElement().asString().startsWith("Response: /data/attributes/pin: ");

            response(200, "application/vnd.api+json", document);
            proxy.client().get(CUSTOMER + "?dry_run=true");
            assertThat(problems(proxy))
                    .singleElement()
                    .asString()
                    .startsWith("Request: PARAM_MISSING Idempotency-Key: ");
            client.get(CUSTOMER);
            assertThat(problems(proxy)).singleElement().asString().startsWith("Request: PARAM_MISSING dry_run: ");
        }
    }

    @Test
    void respondsWithAnErrorIfToldTo() {
        try (StubServer proxy = new StubServer(Map.of("stub.target", wrongAddress(), "stub.errors", true))) {
            assertThat(proxy.client().get(CUSTOMER).errors()).containsExactly("500 INTERNAL_SERVER_ERROR");
            assertThat(proxy.client().get(CUSTOMER + "?colour=red").errors())
                    .containsExactly("400 PARAM_NOT_ALLOWED colour");
            assertThat(problems(proxy)).singleElement().asString().startsWith("Request: PARAM_NOT_ALLOWED");
        }
    }

    @Test
    void respondsInTheFormatOfTheApiIfThereIsNoServer() {
        try (StubServer proxy = new StubServer(Map.of("stub.target", "http://127.0.0.1:1"))) {
            assertThat(proxy.client().get(CUSTOMER).errors()).containsExactly("500 INTERNAL_SERVER_ERROR");
            assertThat(problems(proxy)).containsExactly("Response: none from http://127.0.0.1:1.");
        }
    }

    private static List<String> problems(StubServer proxy) {
        JsonNode problems = proxy.client()
                .header("Accept", "application/json")
                .get("/__stub")
                .at("/requests/0/problems");
        return problems.valueStream().map(JsonNode::asText).toList();
    }
}
