package org.passwordresets.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.support.RawConnection;
import org.passwordresets.support.RawConnection.Response;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;
import org.slf4j.LoggerFactory;

/** The server byte by byte: what no HTTP client would send, and what is sent too slowly, in part, or by somebody who leaves. */
class ConnectionTest {
    private static final String GET = "GET /health/liveness HTTP/1.1\r\nHost: api.example\r\n\r\n";
    private static final Map<String, Object> IMPATIENT = Map.of(
            "connections.head-timeout", "700ms",
            "connections.body-timeout", "900ms",
            "connections.idle-timeout", "2500ms");

    private static StandingServer server;
    private static StandingServer impatient;
    private static String authorized;

    @BeforeAll
    static void start() {
        server = StandingServer.start();
        impatient = StandingServer.start(IMPATIENT);
        authorized = "Host: api.example\r\nAuthorization: "
                + server.client(TestApplications.BACK_END).header("Authorization")
                + "\r\nContent-Type: application/vnd.api+json\r\n";
    }

    @AfterAll
    static void stop() {
        server.close();
        impatient.close();
    }

    // Heads

    /** A head, its response, and whether the connection stays open. */
    private record Head(int status, boolean goesOn, String text) {
        @Override
        public String toString() {
            return (status + " " + text).replace("\r", "\\r").replace("\n", "\\n");
        }
    }

    private static Head fine(String text) {
        return new Head(200, true, text);
    }

    private static Head refused(int status, String text) {
        return new Head(status, false, text);
    }

    static Stream<Head> heads() {
        String line = "GET /health/liveness HTTP/1.1\r\n";
        String host = "Host: api.example\r\n";
        String post = "POST /api/customers HTTP/1.1\r\n";
        return Stream.of(
                // Host (RFC 9112, section 3.2)
                fine(line + host + "\r\n"),
                fine(line + "host:api.example:8080\r\n\r\n"),
                fine(line + "Host: api.example:\r\n\r\n"),
                fine(line + "Host: [::1]:8080\r\n\r\n"),
                fine(line + "Host: my_service-1.local\r\n\r\n"),
                refused(400, line + "\r\n"),
                refused(400, line + host + host + "\r\n"),
                refused(400, line + host + "Host: other.example\r\n\r\n"),
                refused(400, line + "Host:\r\n\r\n"),
                refused(400, line + "Host: a b\r\n\r\n"),
                refused(400, line + "Host: a, b\r\n\r\n"),
                refused(400, line + "Host: a/b\r\n\r\n"),
                refused(400, line + "Host: user@a\r\n\r\n"),
                refused(400, line + "Host: http://a\r\n\r\n"),
                refused(400, line + "Host: a:http\r\n\r\n"),
                refused(400, line + "Host: a:70000\r\n\r\n"),
                refused(400, line + "Host: [::1\r\n\r\n"),
                refused(400, line + "Host: caf\u00e9\r\n\r\n"),
                refused(400, "GET /api/customers HTTP/1.1\r\n\r\n"),
                // Versions
                fine(line.replace("1.1", "1.2") + host + "\r\n"),
                refused(505, line.replace("1.1", "2.0") + host + "\r\n"),
                refused(505, line.replace("1.1", "0.9") + host + "\r\n"),
                refused(505, line.replace("1.1", "9.9") + host + "\r\n"),
                refused(505, line.replace("1.1", "2") + host + "\r\n"),
                refused(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                refused(400, line.replace("HTTP", "HTCPCP") + host + "\r\n"),
                refused(400, "GET /health/liveness\r\n\r\n"),
                // Where the body ends (RFC 9112, section 6)
                refused(400, post + host + "Transfer-Encoding: xchunked\r\n\r\n" + GET),
                refused(400, post + host + "Transfer-Encoding: chunked, xchunked\r\n\r\n0\r\n\r\n"),
                refused(400, post + host + "Transfer-Encoding: xchunked, chunked\r\n\r\n0\r\n\r\n"),
                refused(400, post + host + "Transfer-Encoding: identity\r\n\r\n" + GET),
                refused(400, post + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                refused(400, post + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                refused(
                        400,
                        post + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
                refused(400, post + host + "Transfer-Encoding:\r\n xchunked\r\n\r\n" + GET),
                refused(400, post + host + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + GET),
                refused(400, post + host + "Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n" + GET),
                refused(400, post + host + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n" + GET),
                refused(400, post + host + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + GET),
                refused(400, post + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + GET),
                refused(400, post.replace("1.1", "1.0") + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + GET),
                refused(400, post + host + "Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello"),
                refused(400, post + host + "Content-Length: 5, 6\r\n\r\nhello"),
                refused(400, post + host + "Content-Length: +5\r\n\r\nhello"),
                refused(400, post + host + "Content-Length: -5\r\n\r\nhello"),
                refused(400, post + host + "Content-Length: 0x5\r\n\r\nhello"),
                refused(400, post + host + "Content-Length: 5 5\r\n\r\nhello"),
                refused(400, post + host + "Content-Length:\r\n\r\n"),
                refused(400, post + host + "Content-Length: 99999999999999999999\r\n\r\n"),
                // Lines and names
                refused(400, line.replace("\r\n", "\n") + host + "\r\n"),
                refused(400, line + host.replace("\r\n", "\n") + "\r\n"),
                refused(400, line + host + "X: 1\n\r\n"),
                refused(400, line + host + "X : 1\r\n\r\n"),
                refused(400, line + host + " X: 1\r\n\r\n".replace(" X", "X Y")),
                refused(400, line + host + "X\r\n\r\n"),
                refused(400, line + host + ": 1\r\n\r\n"),
                refused(400, line + host + "X: a\u0000b\r\n\r\n"),
                refused(400, line + host + "X: a\rb\r\n\r\n"),
                // Targets (RFC 9112, section 3.2)
                fine("GET http://api.example/health/liveness HTTP/1.1\r\n" + host + "\r\n"),
                refused(400, "GET ftp://api.example/health/liveness HTTP/1.1\r\n" + host + "\r\n"),
                refused(400, "GET file:///etc/passwd HTTP/1.1\r\n" + host + "\r\n"),
                refused(400, "GET http:///health HTTP/1.1\r\n" + host + "\r\n"),
                refused(400, "GET http://user@api.example/health HTTP/1.1\r\n" + host + "\r\n"),
                refused(400, "GET health/liveness HTTP/1.1\r\n" + host + "\r\n"),
                refused(400, "GET * HTTP/1.1\r\n" + host + "\r\n"),
                refused(400, "CONNECT api.example:443 HTTP/1.1\r\n" + host + "\r\n"),
                refused(400, "GET /health/liveness?a=b c HTTP/1.1\r\n" + host + "\r\n"),
                refused(400, "GET /api/customers?filter[q][reference_eq]=a|b HTTP/1.1\r\n" + host + "\r\n"),
                refused(400, "GET /api/customers?x={\"foo\":1} HTTP/1.1\r\n" + host + "\r\n"));
    }

    /** A request that is refused must be the last that is read, whatever stands behind it. */
    @ParameterizedTest
    @MethodSource("heads")
    void eachHeadGetsItsResponse(Head head) {
        try (RawConnection connection = RawConnection.to(server.address()).send(head.text())) {
            Response response = connection.response();

            assertThat(response.status()).as(response.body()).isEqualTo(head.status());
            assertThat(response.head()).startsWith("HTTP/1.");
            if (head.goesOn()) {
                assertThat(connection.send(GET).response().status()).isEqualTo(200);
            } else {
                assertThat(response.header("Connection")).isEqualTo("close");
                assertThat(connection.isEnded()).isTrue();
            }
        }
    }

    @Test
    void http10NeedsNoHost() {
        try (RawConnection connection = RawConnection.to(server.address())) {
            assertThat(connection
                            .send("GET /health/liveness HTTP/1.0\r\n\r\n")
                            .response()
                            .status())
                    .isEqualTo(200);
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @Test
    void theResponseSaysWhatIsWrong() {
        assertThat(refusal("GET /api/customers HTTP/1.1\r\n\r\n")).contains("\"BAD_REQUEST\"", "no Host header");
        assertThat(refusal("GET /api/customers HTTP/3.0\r\nHost: a\r\n\r\n"))
                .contains("\"HTTP_VERSION_NOT_SUPPORTED\"", "\"505\"");
        assertThat(refusal("GET /api/customers?x=a|b HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains("character |", "%7C", "\"parameter\":\"x\"");
    }

    @Test
    void theResponseHasTheFormatOfItsPath() {
        Map<String, String> forms = Map.of(
                "/api/customers", "application/vnd.api+json",
                "/oauth/token", "application/json",
                "/docs/", "text/plain; charset=utf-8",
                "/health", "text/plain; charset=utf-8",
                "/", "text/plain; charset=utf-8");
        forms.forEach((path, form) -> {
            for (String head : List.of(
                    "GET %s HTTP/1.1\r\n\r\n",
                    "POST %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
                    "GET %s HTTP/2.0\r\nHost: a\r\n\r\n",
                    "GET %s?x=a|b HTTP/1.1\r\nHost: a\r\n\r\n")) {
                try (RawConnection connection =
                        RawConnection.to(server.address()).send(head.formatted(path))) {
                    Response response = connection.response();
                    assertThat(response.status()).isIn(400, 505);
                    assertThat(response.header("Content-Type"))
                            .as(head.formatted(path))
                            .isEqualTo(form);
                    assertThat(response.body().contains("vnd.api+json")).isFalse();
                }
            }
        });
    }

    private static String refusal(String head) {
        try (RawConnection connection = RawConnection.to(server.address()).send(head)) {
            Response response = connection.response();
            assertThat(response.header("Content-Type")).isEqualTo("application/vnd.api+json");
            return response.body();
        }
    }

    @Test
    void rawUtf8InAQueryIsReadAsUtf8() {
        String reference = "caf\u00e9 \u20ac " + UUID.randomUUID();
        String created =
                document("{\"email\":\"%s@example.com\",\"reference\":\"%s\"}".formatted(UUID.randomUUID(), reference));
        String raw =
                new String(reference.replace(" ", "%20").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try (RawConnection connection = RawConnection.to(server.address())) {
            assertThat(connection.send(post("", created)).response().status()).isEqualTo(201);

            Response list = connection
                    .send("GET /api/customers?filter[q][reference_eq]=" + raw + " HTTP/1.1\r\n" + authorized + "\r\n")
                    .response();
            assertThat(list.status()).as(list.body()).isEqualTo(200);
            assertThat(list.body()).contains("\"record_count\":1");
        }
    }

    // Several requests at once

    @Test
    void pipelinedRequestsGetTheirResponsesInOrder() {
        String list = "GET /api/customers?page[size]=1 HTTP/1.1\r\n" + authorized + "\r\n";
        String unknown = "GET /api/nothing HTTP/1.1\r\n" + authorized + "\r\n";
        try (RawConnection connection = RawConnection.to(server.address())) {
            connection.send(list + GET + unknown + list + GET);

            assertThat(statuses(connection, 5)).containsExactly(200, 200, 404, 200, 200);
        }
    }

    @Test
    void aRefusalWaitsForItsTurnAndNothingAfterItIsDone() {
        String email = UUID.randomUUID() + "@example.com";
        String list = "GET /api/customers?page[size]=1 HTTP/1.1\r\n" + authorized + "\r\n";
        String bad = "POST /api/customers HTTP/1.1\r\n" + authorized + "Transfer-Encoding: xchunked\r\n\r\n";
        try (RawConnection connection = RawConnection.to(server.address())) {
            connection.send(list + bad + post("", document("{\"email\":\"" + email + "\"}")));

            assertThat(statuses(connection, 2)).containsExactly(200, 400);
            assertThat(connection.isEnded()).isTrue();
        }
        assertThat(server.client(TestApplications.BACK_END)
                        .get("/api/customers?filter%5Bq%5D%5Bemail_eq%5D=" + email)
                        .at("/meta/record_count")
                        .asInt())
                .isZero();
    }

    private static List<Integer> statuses(RawConnection connection, int count) {
        return Stream.generate(connection::response)
                .limit(count)
                .map(Response::status)
                .toList();
    }

    // Bodies

    @ParameterizedTest
    @CsvSource({
        "ZZ, not a number",
        "-5, negative",
        "'', empty",
        "'5;a=\u0001', a control character in an extension",
        "FFFFFFFFFFFFFFFFF, too large"
    })
    void brokenChunksAreRefusedThoughWhatCameBeforeIsWhole(String size, String why) {
        String email = UUID.randomUUID() + "@example.com";
        String document = document("{\"email\":\"" + email + "\"}");
        try (RawConnection connection = RawConnection.to(server.address())) {
            connection.send("POST /api/customers HTTP/1.1\r\n" + authorized + "Transfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(document.length()) + "\r\n" + document + "\r\n" + size + "\r\n" + GET);

            Response response = connection.response();
            assertThat(response.status()).as(why + ": " + response.body()).isEqualTo(400);
            assertThat(response.body()).contains("chunks");
            assertThat(connection.isEnded()).isTrue();
        }
        assertNotCreated(email);
    }

    private static void assertNotCreated(String email) {
        assertThat(server.client(TestApplications.BACK_END)
                        .get("/api/customers?filter%5Bq%5D%5Bemail_eq%5D=" + email)
                        .at("/meta/record_count")
                        .asInt())
                .isZero();
    }

    /** A body, its coding, and the response. */
    private record Coded(int status, String coding, byte[] body, String says) {
        @Override
        public String toString() {
            return status + " " + coding + ": " + says;
        }
    }

    static Stream<Coded> codedBodies() throws IOException {
        byte[] plain = document("{\"email\":\"%s@example.com\"}".formatted(UUID.randomUUID()))
                .getBytes(StandardCharsets.UTF_8);
        byte[] gzip = gzip(document("{\"email\":\"%s@example.com\"}".formatted(UUID.randomUUID()))
                .getBytes(StandardCharsets.UTF_8));
        byte[] deflate = deflate(document("{\"email\":\"%s@example.com\"}".formatted(UUID.randomUUID()))
                .getBytes(StandardCharsets.UTF_8));
        byte[] wrongChecksum = gzip.clone();
        wrongChecksum[gzip.length - 8] ^= 1;
        String incomplete = "cannot be decoded completely";
        return Stream.of(
                new Coded(400, "gzip", plain, incomplete),
                new Coded(400, "deflate", plain, incomplete),
                new Coded(400, "deflate", gzip, incomplete),
                new Coded(400, "gzip", deflate, incomplete),
                new Coded(400, "gzip", Arrays.copyOf(gzip, gzip.length / 2), incomplete),
                new Coded(400, "gzip", Arrays.copyOf(gzip, gzip.length - 1), incomplete),
                new Coded(400, "gzip", Arrays.copyOf(gzip, gzip.length - 8), incomplete),
                new Coded(400, "gzip", Arrays.copyOf(gzip, 3), incomplete),
                new Coded(400, "gzip", wrongChecksum, incomplete),
                new Coded(400, "deflate", Arrays.copyOf(deflate, deflate.length - 1), incomplete),
                new Coded(413, "gzip", gzip(new byte[50_000_000]), "PAYLOAD_TOO_LARGE"),
                new Coded(415, "br", plain, "Content-Encoding"),
                new Coded(415, "zstd", plain, "Content-Encoding"),
                new Coded(415, "snappy", plain, "Content-Encoding"),
                new Coded(415, "gzip, br", gzip, "Content-Encoding"),
                new Coded(400, "gzip, gzip", gzip, incomplete),
                new Coded(415, "x", plain, "Content-Encoding"),
                new Coded(415, "gzip,gzip,gzip,gzip", gzip, "Content-Encoding"),
                new Coded(201, "identity", plain, "data"),
                new Coded(201, "GZIP", gzip, "data"),
                new Coded(201, "deflate", deflate, "data"));
    }

    @ParameterizedTest
    @MethodSource("codedBodies")
    void aBodyIsWhatItsContentEncodingSays(Coded coded) {
        try (RawConnection connection = RawConnection.to(server.address())) {
            connection.send("POST /api/customers HTTP/1.1\r\n" + authorized + "Content-Encoding: " + coded.coding()
                    + "\r\nContent-Length: " + coded.body().length + "\r\n\r\n");
            Response response = connection.send(coded.body()).response();

            assertThat(response.status()).as(response.body()).isEqualTo(coded.status());
            assertThat(response.body()).contains(coded.says());
            assertThat(connection.send(GET).response().status()).isEqualTo(200);
        }
    }

    static Stream<Coded> codedForms() throws IOException {
        byte[] form = "grant_type=client_credentials&client_id=nobody".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                new Coded(401, "gzip", gzip(form), "invalid_client"),
                new Coded(401, "deflate", deflate(form), "invalid_client"),
                new Coded(400, "gzip", form, "Content-Encoding"),
                new Coded(400, "gzip", Arrays.copyOf(gzip(form), 30), "Content-Encoding"),
                new Coded(413, "gzip", gzip(new byte[50_000_000]), "PAYLOAD_TOO_LARGE"),
                new Coded(415, "br", form, "Content-Encoding"));
    }

    @ParameterizedTest
    @MethodSource("codedForms")
    void theTokenEndpointReadsTheSameCodings(Coded coded) {
        try (RawConnection connection = RawConnection.to(server.address())) {
            connection.send(
                    "POST /oauth/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Encoding: " + coded.coding() + "\r\nContent-Length: " + coded.body().length
                            + "\r\n\r\n");
            Response response = connection.send(coded.body()).response();

            assertThat(response.status()).as(response.body()).isEqualTo(coded.status());
            assertThat(response.body()).contains(coded.says());
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream output = new GZIPOutputStream(coded)) {
            output.write(plain);
        }
        return coded.toByteArray();
    }

    private static byte[] deflate(byte[] plain) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (DeflaterOutputStream output = new DeflaterOutputStream(coded)) {
            output.write(plain);
        }
        return coded.toByteArray();
    }

    // Ends

    @Test
    void aHalfClosedConnectionGetsItsResponsesAndIsClosed() {
        String list = "GET /api/customers?page[size]=1 HTTP/1.1\r\n" + authorized + "\r\n";
        String create = post("", document("{\"email\":\"" + UUID.randomUUID() + "@example.com\"}"));
        for (String last : List.of(GET, list, create)) {
            try (RawConnection connection = RawConnection.to(server.address())) {
                connection.send(list + last).endOutput();

                assertThat(connection.response().status()).isEqualTo(200);
                assertThat(connection.response().status()).isIn(200, 201);
                assertThat(connection.isEnded()).isTrue();
            }
        }
    }

    @Test
    void anIncompleteRequestOnAHalfClosedConnectionIsRefused() {
        String body = post("Content-Length: 500\r\n", "{").replaceFirst("Content-Length: 1\r\n", "");
        try (RawConnection connection =
                RawConnection.to(server.address()).send(body).endOutput()) {
            assertThat(connection.response().status()).isEqualTo(400);
            assertThat(connection.isEnded()).isTrue();
        }
        try (RawConnection connection = RawConnection.to(server.address()).endOutput()) {
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @Test
    void aClientThatGoesAwayIsNoErrorOfTheServer() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        try {
            for (String path : List.of("/api/customers", "/oauth/token", "/health", "/nothing")) {
                String upload = "POST " + path + " HTTP/1.1\r\n" + authorized + "Content-Length: 100000\r\n\r\n{";
                String chunks =
                        "POST " + path + " HTTP/1.1\r\n" + authorized + "Transfer-Encoding: chunked\r\n\r\n5\r\n{";
                for (String start : List.of(upload, chunks, "GET " + path + " HTTP/1.1\r\nHos", GET, "G")) {
                    RawConnection.to(server.address()).send(start).reset();
                    RawConnection.to(server.address()).send(start).close();
                    RawConnection leaving = RawConnection.to(server.address()).send(start);
                    TimeUnit.MILLISECONDS.sleep(20);
                    leaving.reset();
                }
            }
            // The event loop comes to them in turn: what it has not seen when it responds here is nothing.
            for (int i = 0; i < 8; i++) {
                try (RawConnection other = RawConnection.to(server.address())) {
                    assertThat(other.send(GET).response().status()).isEqualTo(200);
                }
            }
        } finally {
            root.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    // Deadlines

    @Test
    void aHeadHasADeadlineThatBytesDoNotPutOff() throws Exception {
        assertRefusedInTime("GET /health/liveness HTTP/1.1\r\n", 700, 408);
        assertRefusedInTime("", 700, 408);
    }

    @Test
    void aBodyHasADeadlineThatBytesDoNotPutOff() throws Exception {
        String head = "POST /api/customers HTTP/1.1\r\n" + authorizedAtTheImpatient();
        assertRefusedInTime(head + "Content-Length: 1000\r\n\r\n{", 900, 408);
        assertRefusedInTime(head + "Transfer-Encoding: chunked\r\n\r\nfff\r\n{", 900, 408);
    }

    private static void assertRefusedInTime(String start, long millis, int status) throws Exception {
        try (RawConnection connection = RawConnection.to(impatient.address()).send(start)) {
            long begin = System.nanoTime();
            Thread trickle = new Thread(() -> trickle(connection));
            trickle.start();
            Response response = connection.response();
            long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);

            assertThat(response.status()).isEqualTo(status);
            assertThat(response.header("Connection")).isEqualTo("close");
            assertThat(waited).isBetween(millis - 100, millis + 1500);
            assertThat(connection.isEnded()).isTrue();
            trickle.join();
        }
    }

    /** A byte now and then, until the server has had enough. */
    private static void trickle(RawConnection connection) {
        try {
            for (int i = 0; i < 100; i++) {
                connection.send("x");
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (java.io.UncheckedIOException ended) {
            // As it should be.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The response comes without the body, but the rest of the body may not keep the connection. */
    @Test
    void aResponseDoesNotEndTheDeadlineOfTheBody() {
        try (RawConnection connection = RawConnection.to(impatient.address())) {
            Response response = connection
                    .send("POST /api/customers HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{")
                    .response();

            assertThat(response.status()).isEqualTo(401);
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @Test
    void aKeptConnectionWaitsLongerThanAHeadMay() throws Exception {
        try (RawConnection connection = RawConnection.to(impatient.address())) {
            assertThat(connection.send(GET).response().status()).isEqualTo(200);
            TimeUnit.MILLISECONDS.sleep(1500);
            assertThat(connection.send(GET).response().status())
                    .as("after a pause")
                    .isEqualTo(200);

            long begin = System.nanoTime();
            assertThat(connection.isEnded()).isTrue();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isBetween(2400L, 4500L);
        }
    }

    @Test
    void theSecondHeadOfAConnectionHasTheSameDeadline() throws Exception {
        try (RawConnection connection = RawConnection.to(impatient.address())) {
            assertThat(connection.send(GET).response().status()).isEqualTo(200);
            long begin = System.nanoTime();
            connection.send("GET /health");

            assertThat(connection.response().status()).isEqualTo(408);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isBetween(600L, 2200L);
        }
    }

    @Test
    void aConnectionOnWhichNothingComesIsClosedWithoutAWord() {
        try (RawConnection connection = RawConnection.to(impatient.address())) {
            assertThat(connection.isEnded()).isTrue();
        }
    }

    private static String authorizedAtTheImpatient() {
        return "Host: a\r\nAuthorization: "
                + impatient.client(TestApplications.BACK_END).header("Authorization")
                + "\r\nContent-Type: application/vnd.api+json\r\n";
    }

    private static String post(String headers, String body) {
        return "POST /api/customers HTTP/1.1\r\n" + authorized + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String document(String attributes) {
        return "{\"data\":{\"type\":\"customers\",\"attributes\":" + attributes + "}}";
    }
}
