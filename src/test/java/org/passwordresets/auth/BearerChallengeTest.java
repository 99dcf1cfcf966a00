package org.passwordresets.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;

/** Every 401 of the API says how to authenticate, and what was wrong with the token (RFC 6750, section 3). */
class BearerChallengeTest extends ServerTest {
    static List<Operation> operations() {
        return List.copyOf(Contract.packaged().operations());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void asksForATokenWhereThereIsNone(Operation operation) {
        for (String authorization : new String[] {null, "Basic eDp5", "Bearer", "Digest x"}) {
            assertChallenge(call(operation, authorization), "INVALID_TOKEN", "Bearer realm=\"api\"");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void saysThatTheTokenIsInvalid(Operation operation) {
        for (String authorization : new String[] {"Bearer x", "bearer a.b.c"}) {
            assertChallenge(
                    call(operation, authorization),
                    "INVALID_TOKEN",
                    "Bearer realm=\"api\", error=\"invalid_token\","
                            + " error_description=\"The access token is malformed, expired or revoked\"");
        }
    }

    @Test
    void saysThatTheTokenDoesNotGiveTheRight() {
        assertChallenge(
                storefront().get("/api/customers"),
                "UNAUTHORIZED",
                "Bearer realm=\"api\", error=\"insufficient_scope\"");
    }

    private Response call(Operation operation, String authorization) {
        return backEnd()
                .header("Authorization", authorization)
                .send(operation.method(), operation.path().replace("{id}", "xYZkjABcde"), null);
    }

    private static void assertChallenge(Response response, String code, String challenge) {
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.at("/errors/0/code").asText()).isEqualTo(code);
        assertThat(response.header("WWW-Authenticate")).isEqualTo(challenge);
    }
}
