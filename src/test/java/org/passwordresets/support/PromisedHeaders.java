package org.passwordresets.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;

/** Holds each response that a test receives to the headers that the contract declares for its operation and status. */
public final class PromisedHeaders {
    private static final Contract CONTRACT = Contract.packaged();
    private static final String RATE_LIMIT = "X-Ratelimit-";

    /** A little less than the server reads of the first line of a request. */
    private static final int MAX_ADDRESS = 16_000;

    private PromisedHeaders() {}

    /** Fails where a declared header is missing. Optional ones may be so for a client that has no valid token. */
    public static void check(HttpResponse<?> response) {
        String method = response.request().method();
        Optional<Operation> operation = CONTRACT.find(
                method.equals("HEAD") ? "GET" : method, response.uri().getPath());
        operation.ifPresent(called -> called.definition()
                .at("/responses/" + response.statusCode() + "/headers")
                .fieldNames()
                .forEachRemaining(name -> assertThat(isThere(name, response))
                        .as("%s of the %d of %s", name, response.statusCode(), called.id())
                        .isTrue()));
    }

    private static boolean isThere(String name, HttpResponse<?> response) {
        HttpHeaders headers = response.headers();
        return headers.firstValue(name).isPresent()
                || name.startsWith(RATE_LIMIT) && (hasNoValidToken(response) || isTooLong(response));
    }

    /** The server refuses the head of such a request before it reads the token. */
    private static boolean isTooLong(HttpResponse<?> response) {
        return response.statusCode() == 400 && response.uri().toString().length() > MAX_ADDRESS;
    }

    private static boolean hasNoValidToken(HttpResponse<?> response) {
        return response.statusCode() == 401
                && response.headers()
                        .firstValue("WWW-Authenticate")
                        .filter(challenge -> !challenge.contains("insufficient_scope"))
                        .isPresent();
    }
}
