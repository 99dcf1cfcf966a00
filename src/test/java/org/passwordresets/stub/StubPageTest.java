package org.passwordresets.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.contract.Contract;
import org.passwordresets.support.Client;

/** {@code /__stub} tells why the stub responded as it did. */
class StubPageTest {
    private StubServer stub;
    private Client client;

    @BeforeEach
    void start() {
        stub = new StubServer(Map.of("stub.remembered", 3));
        client = stub.client();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void tellsWhichExampleAndWhy() {
        client.header("Prefer", "example=guest").get("/api/customers/YDWxVhZKjb");

        JsonNode seen = last();
        assertThat(seen.path("operation").asText()).isEqualTo("retrieveCustomer");
        assertThat(seen.path("example").asText()).isEqualTo("guest");
        assertThat(seen.path("reason").asText()).isEqualTo("Prefer names this example");
        assertThat(seen.path("status").asInt()).isEqualTo(200);
    }

    @Test
    void tellsWhatWasWrong() {
        client.create("customers", "{\"email\":\"\"}");
        assertThat(last().path("problems").path(0).asText())
                .startsWith("VALIDATION_ERROR: A customer needs an email address.");

        client.get("/api/orders");
        assertThat(last().path("operation").isNull()).isTrue();
        assertThat(last().path("problems").path(0).asText()).startsWith("NOT_FOUND: ");
    }

    @Test
    void givesTheRequestAsCurlWithoutItsSecrets() {
        client.update(
                "customers", "YDWxVhZKjb", "{\"password\":\"it's a \\\"secret\\\" password\",\"reference\":\"it's\"}");

        assertThat(last().path("curl").asText())
                .startsWith("curl -g -X PATCH '" + stub.address() + "/api/customers/YDWxVhZKjb'")
                .contains("-H 'Authorization: Bearer ***'")
                .contains("\"password\":\"***\"")
                .contains("\"reference\":\"it'\\''s\"")
                .doesNotContain("any")
                .doesNotContain("secret");
    }

    @Test
    void keepsSecretsOfABodyThatIsNotJson() {
        client.send("POST", "/api/customers", "{\"password\": \"hush hush");

        assertThat(last().path("curl").asText()).contains("--data-raw").doesNotContain("hush");
    }

    @Test
    void saysWhereTheContractForbidsIt() throws IOException {
        client.create("customers", "{\"email\":\"\",\"password\":\"short\"}");
        assertThat(lines(last())).containsExactly("EmailAddress:", "Password:");

        client.get("/api/customers?page%5Bsize%5D=500");
        assertThat(lines(last())).singleElement().asString().isEqualTo("PageSize:");

        client.header("Content-Type", "text/plain").send("POST", "/api/customers", "x");
        assertThat(last().path("operation").asText()).isEqualTo("createCustomer");
        assertThat(lines(last())).containsExactly("post:");
    }

    /** The lines of the contract at these places. */
    private static List<String> lines(JsonNode seen) throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode place : seen.path("places")) {
            String[] fileAndLine = place.asText().split(":");
            lines.add(Files.readAllLines(Path.of("openapi", fileAndLine[0]))
                    .get(Integer.parseInt(fileAndLine[1]) - 1)
                    .strip());
        }
        return lines;
    }

    @Test
    void givesACurlThatCanBePasted() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "needs curl");
        client.create("customers", "{\"email\":\"new@example.com\",\"reference\":\"it's \\\"$HOME\\\"\"}");
        client.get("/api/customers?page[size]=2&fields[customers]=email"
                .replace("[", "%5B")
                .replace("]", "%5D"));
        List<JsonNode> sent = overview().path("requests").valueStream().toList();
        for (int i = sent.size() - 1; i >= 0; i--) {
            assertThat(new ProcessBuilder("bash", "-c", sent.get(i).path("curl").asText())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor())
                    .isZero();
        }

        JsonNode again = overview().path("requests");
        for (int i = 0; i < sent.size(); i++) {
            for (String part : List.of("method", "address", "status", "example")) {
                assertThat(again.path(i).path(part)).isEqualTo(sent.get(i).path(part));
            }
            assertThat(again.path(i).at("/request/body")).isEqualTo(sent.get(i).at("/request/body"));
        }
    }

    @ParameterizedTest
    @CsvSource({"`id`", "A|id", "A&id", "A$HOME", "A'b"})
    void quotesTheMethod(String method) throws IOException {
        try (Socket socket = new Socket(stub.address().getHost(), stub.address().getPort())) {
            socket.getOutputStream()
                    .write((method + " /api/customers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
        assertThat(last().path("curl").asText()).startsWith("curl -g -X '" + method.replace("'", "'\\''") + "' '");
    }

    @Test
    void refusesTheNamesOfOthers() throws IOException {
        for (String path : List.of("/__stub", "/__stub/stub.css", "/__stub/states", "/__stub/clock")) {
            try (Socket socket =
                    new Socket(stub.address().getHost(), stub.address().getPort())) {
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: evil.example:4010\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 400")
                        .contains("only listens on this machine");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, localhost:4010", "127.0.0.1, 127.1.2.3", "localhost, [::1]:80", "0.0.0.0, stub.example"})
    void acceptsTheNamesOfThisMachineOrAnyIfOthersReachIt(String listener, String host) {
        new HostCheck(listener).check(HttpRequest.GET("/__stub").header("Host", host));
    }

    @Test
    void linksNothingThatItDoesNotKnow() {
        client.get("/api/orders");
        assertThat(Client.plain(stub.address())
                        .header("Accept", "text/html")
                        .get("/__stub")
                        .body())
                .contains("errors.html#NOT_FOUND", "no operation")
                .doesNotContain("In the contract", "reference.html#");
    }

    @Test
    void countsAndSelects() {
        client.get("/api/events");
        client.get("/api/orders");
        client.get("/api/events?colour=red");

        JsonNode counts = overview().path("counts");
        assertThat(counts.toString())
                .isEqualTo("{\"all\":3,\"byStatus\":{\"2xx\":1,\"3xx\":0,\"4xx\":2,\"5xx\":0},\"withFindings\":2}");
        assertThat(selected("status=4")).hasSize(2);
        assertThat(selected("status=problems&path=EVENTS")).containsExactly("/api/events?colour=red");
        assertThat(selected("path=listEvents")).hasSize(2);
    }

    private List<String> selected(String filter) {
        return client.header("Accept", "application/json")
                .get("/__stub?" + filter)
                .at("/requests")
                .findValuesAsText("address");
    }

    @Test
    void tellsWhetherAnythingIsNew() {
        Client page = Client.plain(stub.address()).header("Accept", "text/html");
        String known = page.get("/__stub").header("ETag");
        assertThat(page.header("If-None-Match", known).get("/__stub").status()).isEqualTo(304);

        client.get("/api/events");
        assertThat(page.header("If-None-Match", known).get("/__stub").status()).isEqualTo(200);
    }

    @Test
    void showsTheContractsVersionAndBothMessagesWithoutAScript() {
        client.create("customers", "{\"email\":\"\"}");
        String page = Client.plain(stub.address())
                .header("Accept", "text/html")
                .get("/__stub")
                .body();

        assertThat(page)
                .contains("Contract " + stub.bean(Contract.class).version(), "errors.html#VALIDATION_ERROR")
                .contains("&quot;email&quot;: &quot;&quot;", "&quot;pointer&quot;: &quot;/data/attributes/email&quot;");
        for (String file : List.of("docs.css", "colours.js", "icon.svg", "stub.css", "stub.js")) {
            assertThat(page).contains("__stub/" + file);
            assertThat(Client.plain(stub.address()).get("/__stub/" + file).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void isAPageForBrowsers() {
        client.get("/api/customers?filter%5Bq%5D%5Breference_eq%5D=%3Cscript%3E");
        Client.Response page =
                Client.plain(stub.address()).header("Accept", "text/html,*/*").get("/__stub");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("listCustomers").doesNotContain("<script>");
    }

    @Test
    void remembersTheLastFew() {
        for (int i = 0; i < 5; i++) {
            client.get("/api/events");
        }

        assertThat(overview().path("requests").size()).isEqualTo(3);
    }

    private JsonNode last() {
        return overview().path("requests").path(0);
    }

    private JsonNode overview() {
        return client.header("Accept", "application/json").get("/__stub").json();
    }
}
