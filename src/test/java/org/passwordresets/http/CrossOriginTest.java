package org.passwordresets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.support.Client;
import org.passwordresets.support.RawConnection;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/** The server as pages in browsers meet it, with and without CORS. */
class CrossOriginTest {
    private static final String SHOP = "https://shop.example";
    private static final String RESET = "/api/customer_password_resets/xYZkjABcde";
    private static final Map<String, Object> LIMITED = Map.of(
            "cors.origins",
            SHOP + ",http://localhost:*",
            "rate-limits.enabled",
            "true",
            "rate-limits.live",
            "1",
            "rate-limits.test",
            "100000",
            "rate-limits.test-burst",
            "100000",
            "rate-limits.oauth",
            "1000");

    private static StandingServer server;
    private static StandingServer closed;
    private static String token;
    private static String liveToken;

    @BeforeAll
    static void start() {
        server = StandingServer.start(LIMITED);
        closed = StandingServer.start();
        token = server.client(TestApplications.BACK_END).header("Authorization");
        liveToken = server.client(TestApplications.LIVE_BACK_END).header("Authorization");
    }

    @AfterAll
    static void stop() {
        server.close();
        closed.close();
    }

    /** A request, and the status that it gets whoever sends it. */
    private record Asked(String method, String path, String headers, String body, int status) {
        @Override
        public String toString() {
            return status + " " + method + " " + (path.length() > 80 ? path.substring(0, 80) : path);
        }
    }

    static Stream<Asked> requests() {
        String json = "Accept: application/vnd.api+json\r\nContent-Type: application/vnd.api+json\r\n";
        String auth = json + "Authorization: " + token + "\r\n";
        String live = json + "Authorization: " + liveToken + "\r\n";
        return Stream.of(
                new Asked("GET", "/api/customers", auth, "", 200),
                new Asked("GET", "/api/customers", json, "", 401),
                new Asked("GET", RESET, auth, "", 404),
                new Asked("GET", "/api/nothing", auth, "", 404),
                new Asked("PUT", RESET, auth, "", 405),
                new Asked("TRACE", RESET, auth, "", 405),
                new Asked("GET", "/api/customers", auth.replace("vnd.api+json", "xml"), "", 406),
                new Asked("POST", "/api/customers", auth.replace("vnd.api+json\r\nAuth", "xml\r\nAuth"), "{}", 415),
                new Asked("POST", "/api/customers", auth, "{", 400),
                new Asked("GET", "/api/customers?nothing=1", auth, "", 400),
                new Asked("GET", "/api/customers?x={", auth, "", 400),
                new Asked("GET", "/api/customers", auth + "X: " + "x".repeat(9000) + "\r\n", "", 400),
                new Asked("GET", "/api/customers", live, "", 429),
                new Asked("POST", "/oauth/token", "Content-Type: application/json\r\n", "{", 400),
                new Asked(
                        "POST",
                        "/oauth/token",
                        "Content-Type: application/x-www-form-urlencoded\r\n",
                        "grant_type=client_credentials&client_id=x&client_secret=y",
                        401),
                new Asked("GET", "/.well-known/jwks.json", "", "", 200),
                new Asked("OPTIONS", RESET, "", "", 204));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aPageOfAnAllowedOriginReadsEveryResponse(Asked asked) {
        if (asked.status() == 429) {
            ask(asked, "");
        }
        RawConnection.Response response = ask(asked, "Origin: " + SHOP + "\r\n");

        assertThat(response.status()).as(response.body()).isEqualTo(asked.status());
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(response.header("Access-Control-Expose-Headers"))
                .contains(
                        "Location",
                        "Retry-After",
                        "X-Ratelimit-Limit",
                        "X-Ratelimit-Interval",
                        "X-Ratelimit-Remaining");
        assertThat(response.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(response.header("Vary")).contains("Origin");
    }

    /** Whatever name the server is called by: the framework has a guard for local ones. */
    @ParameterizedTest
    @MethodSource("requests")
    void anyOtherOriginGetsTheOrdinaryResponse(Asked asked) {
        if (asked.status() == 429) {
            ask(asked, "");
        }
        for (String origin :
                new String[] {"https://evil.example", SHOP + ".evil.example", "null", "http://127.0.0.1:1"}) {
            for (String host : new String[] {"localhost:8080", "127.0.0.1", "api.example"}) {
                RawConnection.Response response = ask(server, asked, host, "Origin: " + origin + "\r\n");

                assertThat(response.status())
                        .as("%s at %s: %s", origin, host, response.body())
                        .isEqualTo(asked.status());
                assertThat(response.head()).doesNotContainIgnoringCase("access-control-allow");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void withoutAListNobodyIsTurnedAwayAndNothingIsShared(Asked asked) {
        if (asked.status() == 429) {
            return;
        }
        Asked here = new Asked(
                asked.method(),
                asked.path(),
                asked.headers().replace(token, tokenOfClosed()),
                asked.body(),
                asked.status());
        RawConnection.Response response = ask(closed, here, "127.0.0.1:8080", "Origin: " + SHOP + "\r\n");

        assertThat(response.status()).as(response.body()).isEqualTo(asked.status());
        assertThat(response.head()).doesNotContainIgnoringCase("access-control-allow");
    }

    private static String tokenOfClosed() {
        return closed.client(TestApplications.BACK_END).header("Authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {RESET, "/api/customers", "/api/nothing", "/oauth/token", "/.well-known/jwks.json"})
    void aPreflightIsPermitted(String path) {
        for (String method : new String[] {"GET", "POST", "PATCH", "DELETE"}) {
            RawConnection.Response response = ask(
                    new Asked("OPTIONS", path, preflight(method, "authorization, content-type"), "", 200),
                    "Origin: http://localhost:3000\r\n");

            assertThat(response.status()).isBetween(200, 204);
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
            assertThat(response.header("Access-Control-Allow-Methods")).contains(method);
            assertThat(response.header("Access-Control-Allow-Headers")).contains("authorization", "content-type");
            assertThat(response.header("Access-Control-Max-Age")).isEqualTo("7200");
            assertThat(response.header("Vary"))
                    .contains("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
        }
    }

    @Test
    void aPreflightForAMethodThatNothingHasNamesThoseThereAre() {
        RawConnection.Response response =
                ask(new Asked("OPTIONS", RESET, preflight("PUT", "x"), "", 200), "Origin: " + SHOP + "\r\n");

        assertThat(response.header("Access-Control-Allow-Methods"))
                .contains("GET", "POST", "PATCH", "DELETE")
                .doesNotContain("PUT");
    }

    @Test
    void aPreflightOfAnotherOriginIsAnOrdinaryRequest() {
        RawConnection.Response response = ask(
                new Asked("OPTIONS", RESET, preflight("PATCH", "authorization"), "", 204),
                "Origin: https://evil.example\r\n");

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.header("Allow")).contains("PATCH");
        assertThat(response.head()).doesNotContainIgnoringCase("access-control-allow");
    }

    @Test
    void theDocsAreNeverShared() {
        for (String path :
                new String[] {"/docs", "/docs/", "/docs/token.json", "/docs/nothing", "/health", "/nothing"}) {
            for (String method : new String[] {"GET", "OPTIONS"}) {
                RawConnection.Response response =
                        ask(new Asked(method, path, preflight("GET", "x"), "", 0), "Origin: http://localhost:3000\r\n");

                assertThat(response.head()).as(path).doesNotContainIgnoringCase("access-control-allow");
            }
        }
    }

    @Test
    void cachesAreToldThatTheResponseDependsOnTheOrigin() {
        Client.Response keys = Client.plain(server.address()).get("/.well-known/jwks.json");

        assertThat(keys.header("Vary")).contains("Origin");
        assertThat(keys.header("Access-Control-Allow-Origin")).isNull();
    }

    private static String preflight(String method, String headers) {
        return "Access-Control-Request-Method: %s\r\nAccess-Control-Request-Headers: %s\r\n".formatted(method, headers);
    }

    private static RawConnection.Response ask(Asked asked, String origin) {
        return ask(server, asked, "api.example", origin);
    }

    private static RawConnection.Response ask(StandingServer server, Asked asked, String host, String origin) {
        try (RawConnection connection = RawConnection.to(server.address())) {
            return connection
                    .send("%s %s HTTP/1.1\r\nHost: %s\r\n%s%sContent-Length: %d\r\n\r\n%s"
                            .formatted(
                                    asked.method(),
                                    asked.path(),
                                    host,
                                    origin,
                                    asked.headers(),
                                    asked.body().length(),
                                    asked.body()))
                    .response();
        }
    }
}
