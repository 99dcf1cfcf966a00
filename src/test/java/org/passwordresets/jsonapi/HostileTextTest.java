package org.passwordresets.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.RawExchange;
import org.passwordresets.support.ServerTest;

/**
 * Text that is long, and made to be slow to read: no reader of the server, the stub or the proxy takes a time that grows
 * faster than its length, and none fails.
 */
class HostileTextTest extends ServerTest {
    private static final int MAX_ATTEMPTS = 4;
    /** What was quadratic took 700 ms for 5 KB, so 1.5 s for these texts; what is linear takes 10 ms on a quiet machine. */
    private static final Duration LIMIT = Duration.ofMillis(700);
    /** A hundred times as long a text may take longer; what is quadratic would take minutes. */
    private static final Duration LIMIT_OF_A_BODY = Duration.ofSeconds(3);
    /** All headers together are read up to 8 KiB, and the first line up to 16 KiB. */
    private static final int IN_A_HEADER = 7400;

    private static final int IN_A_QUERY = 15_500;
    private static final int IN_A_BODY = 900_000;
    private static final int IN_A_FORM = 16_000;

    private StubServer stub;
    private StubServer proxy;

    @BeforeAll
    void startTheOthers() {
        stub = new StubServer(Map.of("stub.state", true));
        proxy = new StubServer(Map.of("stub.target", server.getURI().toString()));
        String reference = "{\"email\":\"%s\",\"reference\":\"" + "a".repeat(255) + "\"}";
        backEnd().create("customers", reference.formatted(email()));
        stub.client().create("customers", reference.formatted(email()));
    }

    @AfterAll
    void stopThem() {
        stub.close();
        proxy.close();
    }

    private List<URI> everywhere() {
        return List.of(server.getURI(), stub.address(), proxy.address());
    }

    private String token(URI where) {
        return where.equals(stub.address()) ? "Bearer any" : backEnd().header("Authorization");
    }

    private static String filled(String unit, int length) {
        return unit.repeat(length / unit.length());
    }

    /** What makes readers slow: separators and quotation marks, nests, near misses at the end, and much of one thing. */
    private static Stream<String> patterns(int length) {
        return Stream.of(
                filled("\"", length),
                "a;b=\"c" + filled("\"", length),
                filled(",", length),
                filled(",", length / 2) + filled("\"", length / 2),
                filled(",\"", length),
                filled("a,", length),
                filled("a/b,", length),
                filled("a/b;c=d,", length),
                "application/vnd.api+json" + filled(";profile=\"\\\"\"", length - 24),
                "application/vnd.api+json;profile=\"" + filled("\\", length - 40),
                filled(";", length),
                filled("=", length),
                filled("a=b;", length),
                "a" + filled(" ", length - 2) + "b",
                filled("\t ", length),
                filled("(", length),
                filled("[", length),
                filled("{\"a\":", length),
                filled("%", length),
                filled(":", length),
                filled(".", length),
                filled("-", length),
                filled("/", length),
                filled("*", length),
                filled("1", length),
                "0." + filled("0", length - 3) + "x",
                "1e" + filled("9", length - 2),
                "bytes=" + filled("0-0,", length - 6),
                filled("W/\"a\",", length),
                filled("gzip,", length),
                filled("a.a@", length),
                filled("password", length));
    }

    private static Stream<String> headers() {
        return Stream.of(
                "Accept",
                "Accept-Charset",
                "Accept-Encoding",
                "Accept-Language",
                "Access-Control-Request-Headers",
                "Access-Control-Request-Method",
                "Authorization",
                "Connection",
                "Content-Encoding",
                "Content-Type",
                "Cookie",
                "Expect",
                "Forwarded",
                "Host",
                "If-Match",
                "If-Modified-Since",
                "If-None-Match",
                "Origin",
                "Prefer",
                "Range",
                "TE",
                "User-Agent",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Prefix",
                "X-Forwarded-Proto");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void inAHeaderIsReadAtOnce(String header) {
        for (URI where : everywhere()) {
            for (String text : patterns(IN_A_HEADER).toList()) {
                assertIsHarmless(
                        where + " " + header + ": " + start(text),
                        () -> request(where, "/api/customers", header, text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/token", "/docs/", "/health", "/.well-known/jwks.json", "/nothing"})
    void inAHeaderIsReadAtOnceOutsideOfTheApi(String path) {
        for (String header : List.of("Accept", "Content-Type", "Authorization", "Origin", "Host")) {
            for (String text : patterns(IN_A_HEADER).toList()) {
                assertIsHarmless(
                        path + " " + header + ": " + start(text), () -> request(server.getURI(), path, header, text));
            }
        }
    }

    /** With a body, so that its type is looked at. */
    private RawExchange request(URI where, String path, String header, String value) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1");
        headers.put("Authorization", token(where));
        headers.put("Content-Type", "application/vnd.api+json");
        headers.put("Connection", "close");
        headers.put("Content-Length", "2");
        if (header.equals("Authorization")) {
            headers.put("Authorization", "Bearer " + value);
        } else if (header.equals("Connection")) {
            headers.put("Connection", "close, " + value);
        } else {
            headers.put(header, value);
        }
        StringBuilder request = new StringBuilder("POST ").append(path).append(" HTTP/1.1\n");
        headers.forEach(
                (name, text) -> request.append(name).append(": ").append(text).append('\n'));
        return RawExchange.send(where, request.append("\n{}").toString());
    }

    /** Tokens that look like some: the parts are decoded, and JSON of any depth is read, before a signature is asked for. */
    @Test
    void inATokenIsReadAtOnce() {
        List<String> tokens = new ArrayList<>();
        for (String json : List.of(
                filled("[", 5000),
                filled("{\"a\":", 5000),
                "{\"alg\":" + filled("[", 5000),
                "{\"kid\":\"" + filled("a", 5000) + "\",\"alg\":\"RS512\"}")) {
            String part = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
            tokens.add(part + ".e30.AAAA");
            tokens.add("eyJhbGciOiJSUzUxMiJ9." + part + ".AAAA");
        }
        for (String token : tokens) {
            assertIsHarmless(start(token), () -> request(server.getURI(), "/api/customers", "Authorization", token));
        }
    }

    private static Stream<String> parameters() {
        return Stream.of(
                "page[number]",
                "page[size]",
                "sort",
                "include",
                "fields[customers]",
                "fields[customer_password_resets]",
                "filter[id]",
                "filter[created_at_from]",
                "filter[q][created_at_gt]",
                "filter[q][created_at_in]",
                "filter[q][email_eq]",
                "filter[q][reference_in]",
                "filter[q][reference_matches]",
                "filter[q][reference_does_not_match]",
                "filter[q][reference_matches_any]",
                "filter[q][reference_cont]",
                "filter[q][reference_null]",
                "filter[q][metadata_jcont]");
    }

    private static Stream<String> values() {
        return Stream.concat(
                patterns(5000),
                Stream.of(
                        filled("%a", 7000) + "b",
                        filled("%_", 7000) + "b",
                        filled("_%", 7000) + "b",
                        filled("%aa", 7000) + "%b",
                        filled("%", 5000) + "b",
                        filled("\\", 5000),
                        filled("%\\%", 5000),
                        filled("events.", 5000),
                        filled("customer,", 5000),
                        "2026-01-01T" + filled("0", 5000),
                        "2026-01-01T00:00:00." + filled("0", 5000) + "Z",
                        "{\"a\":" + filled("[", 2500) + filled("]", 2500) + "}",
                        "{\"a\":1" + filled("0", 5000) + "}",
                        "{\"a\":1e999999999}",
                        "{\"a\":1e-999999999}",
                        "{\"" + filled("a\\\\", 5000) + "\":1}"));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void inAParameterIsReadAtOnce(String parameter) {
        for (URI where : everywhere()) {
            for (String text : values().toList()) {
                assertIsHarmless(
                        where + " " + parameter + "=" + start(text),
                        () -> get(where, "/api/customers?" + parameter + "=" + encoded(text)));
            }
        }
    }

    private static String encoded(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return encoded.substring(0, Math.min(encoded.length(), IN_A_QUERY)).replaceFirst("%.?$", "");
    }

    private static Stream<String> queries() {
        return Stream.of(
                "filter[q][" + filled("_", IN_A_QUERY - 20) + "]=a",
                "filter[q][" + filled("_eq", IN_A_QUERY - 20) + "]=a",
                "filter[q][" + filled("reference_or_", IN_A_QUERY - 40) + "reference_eq]=a",
                "filter[q][" + filled("reference_or_", IN_A_QUERY - 40) + "reference_null]=true",
                "filter[q][" + filled("_or_", IN_A_QUERY - 20) + "_eq]=a",
                "filter[" + filled("_or_", IN_A_QUERY - 20) + "]=a",
                "filter[q]" + filled("[", IN_A_QUERY - 20) + "=a",
                "fields" + filled("[]", IN_A_QUERY - 20) + "=a",
                filled("[", IN_A_QUERY) + "=a",
                filled("&", IN_A_QUERY),
                filled("=", IN_A_QUERY),
                filled("a&", IN_A_QUERY),
                filled("sort=id&", IN_A_QUERY),
                filled("%5B", IN_A_QUERY),
                filled("+", IN_A_QUERY),
                filled("%C3%A9", IN_A_QUERY),
                filled("é", IN_A_QUERY / 2),
                filled("?", IN_A_QUERY),
                filled("password", IN_A_QUERY),
                filled("?password&", IN_A_QUERY),
                "sort=" + filled("id,-id,", IN_A_QUERY - 10),
                filled("%", IN_A_QUERY),
                filled("{", IN_A_QUERY));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void inAQueryIsReadAtOnce(String query) {
        for (URI where : everywhere()) {
            assertIsHarmless(where + " " + start(query), () -> get(where, "/api/customers?" + query));
        }
    }

    @Test
    void inAPathIsReadAtOnce() {
        for (URI where : everywhere()) {
            for (String unit : List.of("/", "../", "a/", "%2F", "a", ".", ";", "//", "%", "é")) {
                String path = "/api/customers/" + filled(unit, IN_A_QUERY / 2);
                assertIsHarmless(where + " " + start(path), () -> get(where, path));
            }
        }
    }

    private RawExchange get(URI where, String target) {
        return RawExchange.send(where, """
                GET %s HTTP/1.1
                Host: 127.0.0.1
                Connection: close
                Authorization: %s

                """.formatted(target, token(where)));
    }

    private static Stream<String> attributes() {
        return Stream.of("email", "password", "reference", "metadata", "shopper_reference", filled("a~/", 3000));
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void inABodyIsReadAtOnce(String attribute) {
        List<String> texts = List.of(
                filled("a", IN_A_BODY),
                filled("a@", IN_A_BODY),
                filled("a.", IN_A_BODY),
                "a@" + filled("a.", IN_A_BODY),
                "a@" + filled("a-", IN_A_BODY) + ".a",
                "a@" + filled("-", IN_A_BODY),
                filled("a.", IN_A_BODY) + "@a.a",
                filled(" ", IN_A_BODY) + "a@b.c" + filled(" ", 1000) + "x",
                filled("é", IN_A_BODY / 2),
                filled("e\u0301", IN_A_BODY / 3),
                filled("\u0301", IN_A_BODY / 2),
                filled("\"", IN_A_BODY / 2),
                filled("password", IN_A_BODY));
        for (URI where : everywhere()) {
            for (String text : texts) {
                ObjectNode attributes = JsonNodeFactory.instance.objectNode().put("email", email());
                String body =
                        "{\"data\":{\"type\":\"customers\",\"attributes\":" + attributes.put(attribute, text) + "}}";
                assertIsHarmless(
                        where + " " + start(attribute) + ": " + start(text),
                        LIMIT_OF_A_BODY,
                        () -> post(where, "/api/customers", "application/vnd.api+json", body));
            }
        }
    }

    private static Stream<String> bodies() {
        return Stream.of(
                filled("[", IN_A_BODY),
                filled("{\"data\":", IN_A_BODY),
                filled("\"", IN_A_BODY),
                "\"" + filled("password", IN_A_BODY),
                "{\"password\"" + filled(" ", IN_A_BODY),
                filled("1", IN_A_BODY),
                "1e" + filled("9", IN_A_BODY),
                filled("{\"a\":1e99999},", IN_A_BODY),
                filled("\\", IN_A_BODY),
                filled("&", IN_A_BODY),
                filled("+", IN_A_BODY));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void asABodyIsReadAtOnce(String body) {
        for (URI where : everywhere()) {
            assertIsHarmless(
                    where + " " + start(body),
                    LIMIT_OF_A_BODY,
                    () -> post(where, "/api/customers", "application/vnd.api+json", body));
        }
        for (String type :
                List.of("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a")) {
            String small = body.substring(0, IN_A_FORM);
            assertIsHarmless(type + " " + start(body), () -> post(server.getURI(), "/oauth/token", type, small));
        }
    }

    private RawExchange post(URI where, String path, String type, String body) {
        return RawExchange.send(
                where, """
                POST %s HTTP/1.1
                Host: 127.0.0.1
                Connection: close
                Authorization: %s
                Content-Type: %s
                Content-Length: %d

                """.formatted(path, token(where), type, body.getBytes(StandardCharsets.UTF_8).length) + body);
    }

    /** The page about all of that shows it, without its secrets. */
    @Test
    void isShownByTheStubAtOnce() {
        inABodyIsReadAtOnce("password");
        bodies().forEach(body -> post(stub.address(), "/api/customers", "application/vnd.api+json", body));
        queries().forEach(query -> get(stub.address(), "/api/customers?" + query));
        assertIsHarmless("/__stub", () -> get(stub.address(), "/__stub"));
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), 40));
    }

    private static void assertIsHarmless(String what, Supplier<RawExchange> exchange) {
        assertIsHarmless(what, LIMIT, exchange);
    }

    /** The fastest of a few attempts counts, so that other work of the machine does not. */
    private static void assertIsHarmless(String what, Duration limit, Supplier<RawExchange> exchange) {
        Duration fastest = limit;
        for (int i = 0; i < MAX_ATTEMPTS && fastest.compareTo(limit) >= 0; i++) {
            long start = System.nanoTime();
            RawExchange response = exchange.get();
            fastest = Duration.ofNanos(System.nanoTime() - start);
            assertThat(response.status()).as("%s: %s", what, response.text()).isLessThan(500);
        }
        assertThat(fastest).as(what).isLessThan(limit);
    }
}
