package org.passwordresets.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.ResponseCheck;
import org.passwordresets.generated.api.AuthenticationSpecification;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;

/** The responses of OAuth's operations are those of the contract, successes and errors. */
class AuthenticationOperationsTest extends ServerTest implements AuthenticationSpecification {
    private static final Contract CONTRACT = Contract.packaged();
    private static final String PASSWORD = "correct horse battery";

    @Test
    @Override
    public void issueToken200() {
        assertKept(post("issueToken", TestApplications.BACK_END.clientCredentials()), "issueToken", 200);
        Response signedIn = signIn();
        assertKept(signedIn, "issueToken", 200);
        Response renewed = post(
                "issueToken", fields("grant_type", "refresh_token", "refresh_token", text(signedIn, "refresh_token")));
        assertKept(renewed, "issueToken", 200);
    }

    @Test
    @Override
    public void revokeToken200() {
        assertKept(post("revokeToken", fields("token", text(signIn(), "refresh_token"))), "revokeToken", 200);
        assertKept(post("revokeToken", fields("token", "unknown")), "revokeToken", 200);
    }

    @Test
    @Override
    public void retrieveTokenInfo200() {
        String customers = text(signIn(), "access_token");
        for (String bearer : new String[] {backEnd().header("Authorization"), "Bearer " + customers}) {
            Response info = plain().header("Authorization", bearer).get("/oauth/tokeninfo");
            assertKept(info, "retrieveTokenInfo", 200);
        }
    }

    @Test
    @Override
    public void listSigningKeys200() {
        assertKept(plain().get("/.well-known/jwks.json"), "listSigningKeys", 200);
    }

    @Test
    @Override
    public void retrieveAuthorizationServer200() {
        Response metadata = plain().get("/.well-known/oauth-authorization-server");
        assertKept(metadata, "retrieveAuthorizationServer", 200);
    }

    @Test
    void errorsAreThoseOfTheContractToo() {
        assertKept(
                post("issueToken", fields("grant_type", "password", "username", email(), "password", "x")),
                "issueToken",
                400);
        assertKept(post("issueToken", fields("grant_type", "device_code")), "issueToken", 400);
        assertKept(
                post("issueToken", "{\"grant_type\":\"client_credentials\",\"client_id\":\"x\"}"), "issueToken", 401);
        assertKept(post("revokeToken", fields()), "revokeToken", 400);
        assertKept(plain().header("Content-Type", "text/plain").send("POST", "/oauth/revoke", "x"), "revokeToken", 415);
        assertKept(post("revokeToken", "{\"token\":\"" + "x".repeat(20_000) + "\"}"), "revokeToken", 413);
        assertKept(plain().get("/oauth/tokeninfo"), "retrieveTokenInfo", 401);
    }

    private Response signIn() {
        String email = email();
        customer(email, PASSWORD);
        return post("issueToken", fields("grant_type", "password", "username", email, "password", PASSWORD));
    }

    /** With the credentials of the storefront. */
    private static String fields(String... namesAndValues) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.append("\"%s\":\"%s\",".formatted(namesAndValues[i], namesAndValues[i + 1]));
        }

        return json.append("\"client_id\":\"%s\",".formatted(TestApplications.STOREFRONT.clientId()))
                .append("\"client_secret\":\"%s\"}".formatted(TestApplications.STOREFRONT.clientSecret()))
                .toString();
    }

    private Response post(String operation, String body) {
        return plain().header("Content-Type", "application/json")
                .send("POST", CONTRACT.operation(operation).path(), body);
    }

    private static String text(Response response, String member) {
        return response.at("/" + member).asText();
    }

    private static void assertKept(Response response, String operation, int status) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(new ResponseCheck(CONTRACT.operation(operation))
                        .departures(status, response.headers(), response.body().getBytes(StandardCharsets.UTF_8)))
                .as(response.body())
                .isEmpty();
    }

    private Client plain() {
        return Client.plain(server.getURI());
    }
}
