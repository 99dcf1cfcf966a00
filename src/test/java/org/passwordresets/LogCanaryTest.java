package org.passwordresets;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passwordresets.contract.Contract;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Canary;
import org.passwordresets.support.CanaryRequests;
import org.passwordresets.support.LogCapture;
import org.passwordresets.support.Proof;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;
import org.slf4j.LoggerFactory;

/**
 * No part of a request is ever logged: not of its body, its headers or its address, however malformed they are. Nor is what
 * a client does wrong an error of the server.
 */
@Tag(Proof.TAG)
class LogCanaryTest {
    /** Each round sends one of so many requests to each endpoint, and the next round the next: as many rounds send all. */
    private static final int SHARES = 12;

    private static final List<String> OTHERS = List.of(
            "/oauth/token",
            "/oauth/revoke",
            "/oauth/tokeninfo",
            "/.well-known/jwks.json",
            "/health",
            "/docs/",
            "/__stub",
            "/",
            "/nothing/here");

    @Test
    void theServerLogsNothingOfARequest() throws Exception {
        try (StandingServer server = StandingServer.start()) {
            String bearer = server.client(TestApplications.BACK_END)
                    .header("Authorization")
                    .substring("Bearer ".length());
            assertNothingLogged("the server", server.address(), bearer);
        }
    }

    @Test
    void theStubLogsNothingOfARequest() throws Exception {
        try (StubServer stub = new StubServer(Map.of("stub.state", "true"))) {
            assertNothingLogged("the stub", stub.address(), "any");
        }
    }

    @Test
    void theProxyLogsNothingOfARequest() throws Exception {
        try (StubServer stub = new StubServer(Map.of());
                StubServer proxy =
                        new StubServer(Map.of("stub.target", stub.address().toString()))) {
            assertNothingLogged("the proxy", proxy.address(), "any");
        }
    }

    private static void assertNothingLogged(String who, URI address, String bearer) throws Exception {
        Proof proof = Proof.of("canaries in the log of " + who, 3, SHARES);
        proof.run(round -> {
            try (LogCapture capture = new LogCapture()) {
                LoggerFactory.getLogger("org.passwordresets.test").trace("the log is read");
                List<String> responses = requests(bearer, round).sendTo(address);
                List<String> findings = Canary.findings(capture.text());
                proof.count("requests", responses.size());
                proof.count("responses", (int) responses.stream()
                        .filter(one -> one.startsWith("HTTP/1."))
                        .count());
                proof.count("canaries found", findings.size());

                assertThat(capture.text()).contains("the log is read", "trace_id=");
                assertThat(findings.stream().limit(5)).isEmpty();
                assertThat(capture.errors().stream().limit(5)).isEmpty();
                assertThat(responses.stream().filter(LogCanaryTest::isFailure).limit(5))
                        .isEmpty();
            }
        });
    }

    /** A 503 is none: on a busy machine the database may take too long. */
    private static boolean isFailure(String response) {
        return response.startsWith("HTTP/1.1 500") || response.startsWith("no response");
    }

    private static CanaryRequests requests(String bearer, int round) {
        CanaryRequests requests = new CanaryRequests(bearer, SHARES, round);
        Contract.packaged()
                .operations()
                .forEach(operation ->
                        requests.add(operation.method(), operation.path().replace("{id}", "xYZkjABcde")));
        OTHERS.forEach(path -> requests.add("POST", path));
        OTHERS.forEach(path -> requests.add("GET", path));
        return requests;
    }
}
