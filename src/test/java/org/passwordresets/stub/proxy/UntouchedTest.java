package org.passwordresets.stub.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.RawExchange;

/** The proxy changes nothing and checks everything: seen at both of its ends, byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UntouchedTest {
    private static final String CUSTOMER = "/api/customers/YDWxVhZKjb";
    /** Of one connection each. */
    private static final List<String> HOP_BY_HOP = List.of("connection", "transfer-encoding");

    private RawUpstream upstream;
    private StubServer proxy;
    private StubServer strict;
    private byte[] document;
    private byte[] list;

    @BeforeAll
    void start() throws IOException {
        upstream = new RawUpstream();
        proxy = new StubServer(Map.of("stub.target", upstream.address() + "/shop/"));
        strict = new StubServer(Map.of("stub.target", upstream.address() + "/shop", "stub.errors", true));
        try (StubServer stub = new StubServer(Map.of("stub.state", true))) {
            document = bytes(stub.client().get(CUSTOMER).body());
            list = bytes(stub.client().get("/api/customers").body());
        }
        assertThat(list).hasSizeGreaterThan(1024);
    }

    @AfterAll
    void stop() throws IOException {
        proxy.close();
        strict.close();
        upstream.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encoded(String coding, byte[] body) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (OutputStream encoder =
                switch (coding) {
                    case "gzip" -> new GZIPOutputStream(encoded);
                    case "deflate" -> new DeflaterOutputStream(encoded);
                    case "raw deflate" ->
                        new DeflaterOutputStream(encoded, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
                    default -> encoded;
                }) {
            encoder.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return encoded.toByteArray();
    }

    private void response(String status, byte[] body, String... headers) {
        List<String> head = new ArrayList<>(List.of("HTTP/1.1 " + status));
        head.addAll(List.of(headers));
        if (!status.startsWith("204") && !status.startsWith("304")) {
            head.add("Content-Length: " + body.length);
        }
        head.add("Connection: close");
        upstream.respond(head, body);
    }

    private void respondWithDocument(byte[] body, String... moreHeaders) {
        List<String> headers = new ArrayList<>(List.of("Content-Type: application/vnd.api+json"));
        headers.addAll(List.of(moreHeaders));
        response("200 OK", body, headers.toArray(String[]::new));
    }

    private static RawExchange send(StubServer through, String method, String target, String... headers) {
        return send(through, method, target, new byte[0], headers);
    }

    private static RawExchange send(StubServer through, String method, String target, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        Stream.concat(
                        Stream.of(headers),
                        Stream.of("User-Agent: a test", "Connection: close", "Content-Length: " + body.length))
                .forEach(header -> head.append(header).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return RawExchange.send(through.address(), request);
    }

    private static List<String> sorted(List<String> headers) {
        return headers.stream()
                .map(header -> header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT)
                        + header.substring(header.indexOf(':')))
                .filter(header -> !HOP_BY_HOP.contains(header.substring(0, header.indexOf(':'))))
                .sorted()
                .toList();
    }

    private static JsonNode lastRequest(StubServer through) {
        return through.client()
                .header("Accept", "application/json")
                .get("/__stub")
                .at("/requests/0");
    }

    private static List<String> problems(StubServer through) {
        return lastRequest(through)
                .path("problems")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static final String TOKEN = "Authorization: Bearer any";

    private static Stream<Arguments> responses() {
        return Stream.of(
                Arguments.of(
                        "GET",
                        "200 OK",
                        "{\n \"any\" : [1] }",
                        List.of(
                                "Content-Type: application/vnd.api+json",
                                "Cache-Control: max-age=5",
                                "Date: Sun, 01 Nov 2026 00:00:00 GMT",
                                "Server: another",
                                "X-Two: a",
                                "X-Two: b",
                                "Vary: Accept-Encoding")),
                Arguments.of(
                        "GET",
                        "200 OK",
                        "x".repeat(5000),
                        List.of("Content-Type: text/plain; charset=latin1", "ETag: \"1\"")),
                Arguments.of("GET", "200 OK", "without a type", List.of()),
                Arguments.of(
                        "GET",
                        "404 Not Found",
                        "{}",
                        List.of("Content-Type: application/json", "X-Ratelimit-Remaining: 3")),
                Arguments.of("GET", "304 Not Modified", "", List.of("ETag: \"1\"")),
                Arguments.of("GET", "302 Found", "", List.of("Location: http://other.example/")),
                Arguments.of("GET", "500 Internal Server Error", "Traceback", List.of("Content-Type: text/html")),
                Arguments.of("POST", "200 OK", "{}", List.of("Content-Type: application/vnd.api+json", "Location: /x")),
                Arguments.of("DELETE", "204 No Content", "", List.of("X-Request-Id: 1")),
                Arguments.of("PUT", "299 Odd", "{}", List.of("Content-Type: application/json")),
                Arguments.of(
                        "OPTIONS",
                        "200 OK",
                        "",
                        List.of(
                                "Allow: GET",
                                "Access-Control-Allow-Origin: https://shop.example",
                                "Access-Control-Allow-Methods: GET")));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void givesTheResponseAsItIs(String method, String status, String body, List<String> headers) {
        for (String path : List.of(
                "/api/customers",
                CUSTOMER + "?fields[customers]=email&include=",
                "/oauth/token",
                "/docs/",
                "/health")) {
            response(status, bytes(body), headers.toArray(String[]::new));
            RawExchange direct = RawExchange.send(
                    java.net.URI.create(upstream.address()),
                    method + " " + path + " HTTP/1.1\nHost: x\nContent-Length: 0\n\n");
            RawExchange through = send(
                    proxy,
                    method,
                    path,
                    TOKEN,
                    "Origin: https://shop.example",
                    "Access-Control-Request-Method: GET",
                    "Accept-Encoding: gzip");

            assertThat(through.status()).isEqualTo(direct.status());
            assertThat(through.text()).isEqualTo(direct.text());
            assertThat(withoutEmptyLength(through, body)).as(path).isEqualTo(withoutEmptyLength(direct, body));
        }
    }

    /** Whether an empty body has its length said is the connection's matter. */
    private static List<String> withoutEmptyLength(RawExchange exchange, String body) {
        return sorted(exchange.head().subList(1, exchange.head().size())).stream()
                .filter(header -> !body.isEmpty() || !header.startsWith("content-length"))
                .toList();
    }

    @Test
    void joinsWhatCameInChunks() {
        upstream.respond(
                List.of("HTTP/1.1 200 OK", "Content-Type: application/vnd.api+json", "Transfer-Encoding: chunked"),
                bytes("2\r\n{\"\r\n5\r\na\":1}\r\n0\r\n\r\n"));
        assertThat(send(proxy, "GET", CUSTOMER, TOKEN).text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void sendsTheRequestAsItIs() {
        respondWithDocument(document);
        byte[] body = encoded(
                "gzip", bytes("{\"data\":{\"type\":\"customers\",\"attributes\":{\"email\":\"new@example.com\"}}}"));
        String target = "/api/customers?filter[q][reference_eq]=a;b%26c+d%20e&sort=id&&x";
        send(
                proxy,
                "POST",
                target,
                body,
                TOKEN,
                "Content-Type: application/vnd.api+json",
                "Content-Encoding: gzip",
                "Accept-Encoding: br",
                "X-Two: a",
                "X-Two: b",
                "Date: Sun, 01 Nov 2026 00:00:00 GMT",
                "X-Of-This-Hop: 1",
                "Connection: X-Of-This-Hop");

        RawUpstream.Received received = upstream.received();
        assertThat(received.line()).isEqualTo("POST /shop" + target + " HTTP/1.1");
        assertThat(received.body()).isEqualTo(body);
        assertThat(sorted(received.headers()))
                .containsExactlyInAnyOrder(
                        "host: " + upstream.address().substring("http://".length()),
                        "authorization: Bearer any",
                        "content-type: application/vnd.api+json",
                        "content-encoding: gzip",
                        "accept-encoding: br",
                        "x-two: a",
                        "x-two: b",
                        "date: Sun, 01 Nov 2026 00:00:00 GMT",
                        "user-agent: a test",
                        "content-length: " + body.length);
    }

    @Test
    void sendsAForm() {
        response("200 OK", bytes("{}"), "Content-Type: application/json");
        send(
                proxy,
                "POST",
                "/oauth/token",
                bytes("grant_type=a&client_id=b%"),
                "Content-Type: application/x-www-form-urlencoded");

        assertThat(upstream.received().line()).isEqualTo("POST /shop/oauth/token HTTP/1.1");
        assertThat(new String(upstream.received().body(), StandardCharsets.UTF_8))
                .isEqualTo("grant_type=a&client_id=b%");
    }

    @Test
    void sendsBytesBeyondAsciiInPercentEncoding() {
        respondWithDocument(document);
        RawExchange.send(
                proxy.address(),
                "GET /api/customers?filter[q][reference_eq]=ß HTTP/1.1\nHost: x\nConnection: close\n\n");
        assertThat(upstream.received().line())
                .isEqualTo("GET /shop/api/customers?filter[q][reference_eq]=%C3%9F HTTP/1.1");
    }

    @Test
    void stripsNothingFromAPathThatLooksLikeAHost() {
        respondWithDocument(document);
        send(proxy, "GET", "//other.example/api", TOKEN);
        assertThat(upstream.received().line()).isEqualTo("GET /shop//other.example/api HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "raw deflate"})
    void looksIntoCompressedBodies(String coding) {
        String header = "Content-Encoding: " + coding.replace("raw ", "");
        byte[] compressed = encoded(coding, list);
        respondWithDocument(compressed, header);
        for (StubServer through : List.of(proxy, strict)) {
            RawExchange received = send(through, "GET", "/api/customers", TOKEN, "Accept-Encoding: " + coding);
            assertThat(received.status()).isEqualTo(200);
            assertThat(received.body()).isEqualTo(compressed);
            assertThat(received.header("Content-Encoding")).containsExactly(coding.replace("raw ", ""));
            assertThat(problems(through)).isEmpty();
        }

        respondWithDocument(encoded(coding, bytes("{}")), header);
        assertThat(send(proxy, "GET", "/api/customers", TOKEN).body()).isEqualTo(encoded(coding, bytes("{}")));
        assertThat(problems(proxy))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("Response: : required property"));
        RawExchange refused = send(strict, "GET", "/api/customers", TOKEN);
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.text()).contains("INTERNAL_SERVER_ERROR", "required property");
        assertThat(refused.header("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, br"})
    void saysWhichCompressionItCannotLookInto(String coding) {
        byte[] unreadable = {1, 2, 3, 4};
        respondWithDocument(unreadable, "Content-Encoding: " + coding);
        for (StubServer through : List.of(proxy, strict)) {
            RawExchange received = send(through, "GET", "/api/customers", TOKEN);
            assertThat(received.status()).isEqualTo(200);
            assertThat(received.body()).isEqualTo(unreadable);
            assertThat(problems(through)).isEmpty();
            assertThat(lastRequest(through).path("reason").asText()).contains("compressed as " + coding, "not checked");
        }
    }

    @Test
    void reportsABodyThatIsNotCompressedAsItSays() {
        respondWithDocument(list, "Content-Encoding: gzip");
        assertThat(send(proxy, "GET", "/api/customers", TOKEN).body()).isEqualTo(list);
        assertThat(problems(proxy))
                .containsExactly("Response: The body cannot be decoded according to its Content-Encoding.");
        assertThat(send(strict, "GET", "/api/customers", TOKEN).status()).isEqualTo(500);

        respondWithDocument(document);
        send(
                proxy,
                "POST",
                "/api/customers",
                bytes("{}"),
                TOKEN,
                "Content-Type: application/vnd.api+json",
                "Content-Encoding: gzip");
        assertThat(problems(proxy)).contains("Request: the body cannot be decoded according to its Content-Encoding.");
    }

    @Test
    void looksIntoCompressedRequests() {
        respondWithDocument(document);
        byte[] body = encoded("gzip", bytes("{\"data\":{\"type\":\"customers\",\"attributes\":{\"email\":\"\"}}}"));
        send(
                proxy,
                "POST",
                "/api/customers",
                body,
                TOKEN,
                "Content-Type: application/vnd.api+json",
                "Content-Encoding: gzip");
        assertThat(problems(proxy)).contains("Request: VALIDATION_ERROR /data/attributes/email BLANK");
    }

    @Test
    void checksTheResponseToARequestThatFailsItsOwnChecks() {
        response("418 Teapot", bytes("{}"), "Content-Type: application/vnd.api+json");
        send(proxy, "GET", CUSTOMER);
        assertThat(problems(proxy))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("Request: INVALID_TOKEN"))
                .anyMatch(problem -> problem.equals("Response: The contract has no status 418 for retrieveCustomer."));

        send(proxy, "GET", CUSTOMER, TOKEN, "Accept: text/html");
        assertThat(problems(proxy)).hasSize(2).anyMatch(problem -> problem.startsWith("Request: NOT_ACCEPTABLE"));

        respondWithDocument(document);
        send(proxy, "GET", CUSTOMER + "?colour=red", TOKEN);
        assertThat(problems(proxy)).singleElement().asString().startsWith("Request: PARAM_NOT_ALLOWED");
    }

    @Test
    void acceptsLessWhereTheRequestAsksForLess() {
        respondWithDocument(bytes(new String(document, StandardCharsets.UTF_8)
                .replaceFirst(
                        "\"attributes\":\\{.*?\"metadata\":\\{[^}]*}}",
                        "\"attributes\":{\"email\":\"a@example.com\"}")));
        for (StubServer through : List.of(proxy, strict)) {
            assertThat(send(through, "GET", CUSTOMER + "?fields[customers]=email,id", TOKEN)
                            .status())
                    .isEqualTo(200);
            assertThat(problems(through)).isEmpty();
        }
        send(proxy, "GET", CUSTOMER + "?fields[customers]=email,status", TOKEN);
        assertThat(problems(proxy)).singleElement().asString().contains("/data/attributes", "'status'");
        send(proxy, "GET", CUSTOMER, TOKEN);
        assertThat(problems(proxy)).hasSizeGreaterThan(3);
        send(proxy, "GET", CUSTOMER + "?fields[events]=name", TOKEN);
        assertThat(problems(proxy)).hasSizeGreaterThan(3);
    }

    @Test
    void checksWhatThereIsOfAHead() {
        response("200 OK", new byte[0], "Content-Type: application/vnd.api+json");
        upstream.respond(
                List.of(
                        "HTTP/1.1 200 OK",
                        "Content-Type: application/vnd.api+json",
                        "Content-Length: 4711",
                        "Connection: close"),
                new byte[0]);
        for (StubServer through : List.of(proxy, strict)) {
            RawExchange head = send(through, "HEAD", CUSTOMER, TOKEN);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).containsExactly("4711");
            assertThat(problems(through)).isEmpty();
        }
        assertThat(upstream.received().line()).isEqualTo("HEAD /shop" + CUSTOMER + " HTTP/1.1");

        response("418 Teapot", new byte[0], "Content-Type: application/vnd.api+json");
        send(proxy, "HEAD", CUSTOMER, TOKEN);
        assertThat(problems(proxy)).containsExactly("Response: The contract has no status 418 for retrieveCustomer.");
        response("200 OK", new byte[0], "Content-Type: text/html");
        send(proxy, "HEAD", CUSTOMER, TOKEN);
        assertThat(problems(proxy)).singleElement().asString().contains("text/html");
    }

    @Test
    void leavesAPreflightToTheServer() {
        response("204 No Content", new byte[0], "Access-Control-Allow-Origin: https://one.example");
        RawExchange preflight = send(
                proxy,
                "OPTIONS",
                "/api/customers",
                "Origin: https://other.example",
                "Access-Control-Request-Method: POST");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).containsExactly("https://one.example");
        assertThat(upstream.received().line()).isEqualTo("OPTIONS /shop/api/customers HTTP/1.1");
    }
}
