package org.passwordresets.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;

/** {@code POST /oauth/token} as RFC 6749 has it, for OAuth clients and for Commerce Layer's. */
class TokenEndpointTest extends ServerTest {
    private static final String ID = "id:with %+é";
    private static final String SECRET = "p+a:s%20s w&ord€";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GRANT = "grant_type=client_credentials";
    private static final String CREDENTIALS = "&client_id=" + encode(ID) + "&client_secret=" + encode(SECRET);

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        String prefix = "auth.applications.special.";
        properties.put(prefix + "client-id", ID);
        properties.put(prefix + "client-secret", SECRET);
        properties.put(prefix + "kind", "integration");
        properties.put(prefix + "mode", "test");
        properties.put(prefix + "organization-id", "AAAAAAAAAA");
        properties.put(prefix + "organization-slug", "special");
        prefix = "auth.applications.closed.";
        properties.put(prefix + "client-id", "closed");
        properties.put(prefix + "client-secret", "x");
        properties.put(prefix + "kind", "integration");
        properties.put(prefix + "mode", "test");
        properties.put(prefix + "organization-id", "AAAAAAAAAA");
        properties.put(prefix + "organization-slug", "closed");
        properties.put("sessions.end-access-tokens", "false");
        prefix = "auth.applications.open.";
        properties.put(prefix + "client-id", "open");
        properties.put(prefix + "kind", "sales_channel");
        properties.put(prefix + "mode", "test");
        properties.put(prefix + "organization-id", "AAAAAAAAAA");
        properties.put(prefix + "organization-slug", "open");
        return properties;
    }

    @Test
    void takesCredentialsFromFormJsonAndBasic() {
        assertGood(form(GRANT + CREDENTIALS));
        assertGood(json("{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
                .formatted(ID, SECRET)));
        assertGood(form(basic(encode(ID) + ":" + encode(SECRET)), GRANT));
        assertGood(form(basic(encode(ID) + ":" + encode(SECRET)), GRANT + "&client_id=" + encode(ID)));
        assertGood(plain().header("Authorization", basic(encode(ID) + ":" + encode(SECRET)))
                .header("Content-Type", "application/json")
                .send("POST", "/oauth/token", "{\"grant_type\":\"client_credentials\"}"));
    }

    @Test
    void aPublicClientNeedsNoSecret() {
        assertGood(form(GRANT + "&client_id=open"));
        assertGood(form(GRANT + "&client_id=open&client_secret="));
        assertGood(form(basic("open:"), GRANT));
        assertGood(json("{\"grant_type\":\"client_credentials\",\"client_id\":\"open\",\"client_secret\":null}"));
        assertRefused(form(GRANT + "&client_id=open&client_secret=x"), 401, "UNAUTHORIZED", "invalid_client");
    }

    /** With {@code sessions.end-access-tokens=false}. */
    @Test
    void accessTokensOutliveAResetIfConfiguredSoAndRefreshTokensDoNot() {
        String email = email();
        String id = customer(email, "correct horse battery").id();
        Response signedIn = form("grant_type=password&client_id=open&username=" + encode(email) + "&password="
                + encode("correct horse battery"));
        Client customer = backEnd()
                .header(
                        "Authorization",
                        "Bearer " + signedIn.at("/access_token").asText());
        Response reset = reset(email);
        assertThat(complete(storefront(), reset.id(), token(reset), "another password")
                        .status())
                .isEqualTo(200);

        assertThat(customer.get("/api/customers/" + id).status()).isEqualTo(200);
        assertRefused(
                form("grant_type=refresh_token&client_id=open&refresh_token="
                        + signedIn.at("/refresh_token").asText()),
                400,
                "BAD_REQUEST",
                "invalid_grant");
        backEnd().delete("/api/customers/" + id);
        assertThat(customer.get("/api/customers/" + id).status()).isEqualTo(404);
    }

    /** js-auth, the CLI and curl send these beside what is needed. */
    @Test
    void isNotSurprisedByWhatClientsSend() {
        Response scoped = form(GRANT + CREDENTIALS + "&scope=market%3Aid%3AvlGRmhXVbq+stock_location%3Aall");
        assertThat(scoped.at("/scope").asText()).isEqualTo("market:id:vlGRmhXVbq stock_location:all");
        assertGood(form(GRANT + CREDENTIALS + "&scope=&audience=x&redirect_uri="));
        assertGood(form("&&" + GRANT + "&&&" + CREDENTIALS + "&&"));
        assertGood(plain().header("Content-Type", FORM + ";charset=UTF-8")
                .header("Accept", "application/vnd.api+json")
                .header("Authorization", "Bearer expired")
                .send("POST", "/oauth/token?client_secret=ignored", GRANT + CREDENTIALS));
        assertGood(
                json(
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"open\",\"customers\":[1,{}],\"scope\":\"market:all\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "client_id=x                                                 | 400 | BAD_REQUEST  | invalid_request",
                "grant_type=&client_id=x                                     | 400 | BAD_REQUEST  | invalid_request",
                "``                                                          | 400 | BAD_REQUEST  | invalid_request",
                "grant_type=authorization_code&code=x&client_id=open         | 400 | BAD_REQUEST  | unsupported_grant_type",
                "grant_type=password&password=p&client_id=open               | 400 | BAD_REQUEST  | invalid_request",
                "grant_type=password&username=u&client_id=open               | 400 | BAD_REQUEST  | invalid_request",
                "grant_type=password&username=u&password=p&client_id=nobody  | 401 | UNAUTHORIZED | invalid_client",
                "grant_type=password&username=u&password=p&client_id=open    | 400 | BAD_REQUEST  | invalid_grant",
                "grant_type=password&username=u&password=p&client_id=closed&client_secret=x | 400 | BAD_REQUEST | unauthorized_client",
                "grant_type=refresh_token&client_id=open                     | 400 | BAD_REQUEST  | invalid_request",
                "grant_type=refresh_token&refresh_token=x&client_id=open     | 400 | BAD_REQUEST  | invalid_grant",
                "grant_type=refresh_token&refresh_token=x&client_id=nobody   | 401 | UNAUTHORIZED | invalid_client",
                "grant_type=client_credentials&grant_type=client_credentials | 400 | BAD_REQUEST  | invalid_request",
                "grant_type=client_credentials&client_id=open&client_id=open | 400 | BAD_REQUEST  | invalid_request",
                "grant_type=client_credentials&client%5Fid=open&client_id=   | 400 | BAD_REQUEST  | invalid_request",
                "grant_type=client_credentials&client_id=open&x=1&x=2        | 400 | BAD_REQUEST  | invalid_request",
                "grant_type=client_credentials&client_id=open&scope=admin    | 400 | BAD_REQUEST  | invalid_scope",
                "grant_type=client_credentials&client_id=open&scope=market%3A| 400 | BAD_REQUEST  | invalid_scope",
                "grant_type=client_credentials&client_id=x&client_secret=my-very-secret%   | 400 | BAD_REQUEST | invalid_request",
                "grant_type=client_credentials&client_id=x&client_secret=pa%ss!word        | 400 | BAD_REQUEST | invalid_request",
                "grant_type=client_credentials&client_id=x&client_secret=x%zzy             | 400 | BAD_REQUEST | invalid_request",
                "grant_type=client_credentials&client_id=x&client_secret=%+1               | 400 | BAD_REQUEST | invalid_request",
                "grant_type=client_credentials&client_id=x&client_secret=%E9               | 400 | BAD_REQUEST | invalid_request",
                "grant_type=client_credentials&client_id=x&client_secret=%C0%80            | 400 | BAD_REQUEST | invalid_request",
                "grant_type=client_credentials&client_id=x&client_secret=%ED%A0%80         | 400 | BAD_REQUEST | invalid_request",
                "grant_type=client_credentials                               | 401 | UNAUTHORIZED | invalid_client",
                "grant_type=client_credentials&client_id=nobody              | 401 | UNAUTHORIZED | invalid_client",
                "grant_type=client_credentials&client_id=nobody&client_secret=x | 401 | UNAUTHORIZED | invalid_client",
            })
    void refusesAForm(String form, int status, String code, String error) {
        assertRefused(form(form), status, code, error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "\"x\"",
                "{}{}",
                "{\"grant_type\":\"client_credentials\",}",
                "{\"grant_type\":1}",
                "{\"grant_type\":\"client_credentials\",\"client_id\":[\"open\"]}",
                "{\"grant_type\":\"client_credentials\",\"client_id\":{\"a\":1}}",
                "{\"grant_type\":\"client_credentials\",\"client_id\":\"x\",\"client_id\":\"open\"}",
                "{\"grant_type\":\"client_credentials\",\"client_id\":\"open\"}x"
            })
    void refusesJson(String json) {
        assertRefused(json(json), 400, "BAD_REQUEST", "invalid_request");
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] latin = (GRANT + "&client_id=café").getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(
                plain().header("Content-Type", FORM).send("POST", "/oauth/token", latin, false),
                400,
                "BAD_REQUEST",
                "invalid_request");
        byte[] json = "{\"grant_type\":\"café\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(
                plain().header("Content-Type", "application/json").send("POST", "/oauth/token", json, false),
                400,
                "BAD_REQUEST",
                "invalid_request");
    }

    /** Parsers recognize these without a declaration. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "UTF-16"})
    void refusesJsonInAnotherEncoding(String encoding) throws Exception {
        byte[] json = "{\"grant_type\":\"client_credentials\",\"client_id\":\"open\"}".getBytes(encoding);
        assertRefused(
                plain().header("Content-Type", "application/json").send("POST", "/oauth/token", json, false),
                400,
                "BAD_REQUEST",
                "invalid_request");
    }

    @Test
    void refusesTwoWaysAtOnce() {
        String right = basic(encode(ID) + ":" + encode(SECRET));
        assertRefused(form(right, GRANT + CREDENTIALS), 400, "BAD_REQUEST", "invalid_request");
        assertRefused(form(right, GRANT + "&client_id=open"), 400, "BAD_REQUEST", "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "bm9jb2xvbg==", "eDr/", "eDol", "eDolenp5", "bm9ib2R5Ong=", "Og=="})
    void refusesWrongOrMalformedBasic(String base64) {
        Response refused = form("Basic " + base64, GRANT);
        assertRefused(refused, 401, "UNAUTHORIZED", "invalid_client");
    }

    @Test
    void a401SaysHowToAuthenticate() {
        for (Response refused :
                new Response[] {form(basic("x:y"), GRANT), form(GRANT + "&client_id=x"), form(basic("%"), GRANT)}) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Basic realm=\"oauth\", charset=\"UTF-8\"");
        }
        assertThat(form("").header("WWW-Authenticate")).isNull();
    }

    @Test
    void speaksOfOAuthInTheFrameworksErrorsToo() {
        Response get = plain().get("/oauth/token");
        assertRefused(get, 405, "METHOD_NOT_ALLOWED", "invalid_request");
        assertThat(get.header("Allow").split(", ")).contains("POST", "OPTIONS").doesNotContain("GET");
        assertRefused(plain().get("/oauth/tokens"), 404, "NOT_FOUND", "invalid_request");
        assertRefused(
                plain().header("Content-Type", "application/vnd.api+json").send("POST", "/oauth/token", "{}"),
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                "invalid_request");
        for (String type : new String[] {
            "text/plain", "x", "*/*", "application/*", FORM + ";charset=iso-8859-1", "multipart/form-data;boundary=x"
        }) {
            assertRefused(
                    plain().header("Content-Type", type).send("POST", "/oauth/token", GRANT),
                    415,
                    "UNSUPPORTED_MEDIA_TYPE",
                    "invalid_request");
        }
        assertRefused(plain().send("POST", "/oauth/token", GRANT), 415, "UNSUPPORTED_MEDIA_TYPE", "invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "/oauth/token, 204, 'OPTIONS, POST'",
        "/oauth/token/, 204, 'OPTIONS, POST'",
        "/oauth/revoke, 204, 'OPTIONS, POST'",
        "/oauth/tokeninfo, 204, 'GET, HEAD, OPTIONS'",
        "/.well-known/jwks.json, 204, 'GET, HEAD, OPTIONS'",
        "/.well-known/oauth-authorization-server, 204, 'GET, HEAD, OPTIONS'",
        "/oauth/nothing, 404,",
        "/.well-known/nothing, 404,",
    })
    void optionsNamesTheMethodsAsUnderApi(String path, int status, String allowed) {
        Response options = plain().send("OPTIONS", path, null);
        assertThat(options.status()).isEqualTo(status);
        assertThat(options.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void limitsItsBody() {
        assertGood(form(GRANT + CREDENTIALS + "&x=" + "x".repeat(15_000)));
        assertGood(form(GRANT + CREDENTIALS + "&a".repeat(0) + many(500)));
        byte[] large = (GRANT + CREDENTIALS + "&x=" + "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
        for (boolean chunked : new boolean[] {true, false}) {
            Response refused = plain().header("Content-Type", FORM).send("POST", "/oauth/token", large, chunked);
            assertRefused(refused, 413, "PAYLOAD_TOO_LARGE", "invalid_request");
            assertThat(refused.at("/error_description").asText()).contains("16384 bytes");
        }
    }

    private static String many(int fields) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < fields; i++) {
            text.append("&f").append(i).append("=1");
        }
        return text.toString();
    }

    @Test
    void theKeysAreThereWhateverIsAccepted() {
        Response keys = plain().header("Accept", "application/vnd.api+json").get("/.well-known/jwks.json");
        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.header("Content-Type")).startsWith("application/json");
        Response refused = plain().send("POST", "/.well-known/jwks.json", "{}");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).contains("GET");
    }

    private void assertGood(Response response) {
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.at("/token_type").asText()).isEqualTo("Bearer");
        assertThat(response.at("/scope").asText()).isEqualTo("market:all");
        assertThat(response.header("Content-Type")).startsWith("application/json");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    }

    private void assertRefused(Response response, int status, String code, String error) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.header("Content-Type")).startsWith("application/json");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.at("/error").asText()).isEqualTo(error);
        assertThat(response.at("/error_description").asText())
                .as("RFC 6749, section 5.2")
                .matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+")
                .doesNotContain("JSON:API", "vnd.api");
        JsonNode entry = response.at("/errors/0");
        assertThat(entry.path("status").isInt()).isTrue();
        assertThat(entry.path("status").asInt()).isEqualTo(status);
        assertThat(entry.path("code").asText()).isEqualTo(code);
        assertThat(entry.path("title").asText()).isEqualTo(error);
        assertThat(entry.path("detail").asText())
                .isEqualTo(response.at("/error_description").asText());
        assertThat(response.header("WWW-Authenticate") != null).isEqualTo(status == 401);
    }

    private Response form(String form) {
        return plain().header("Content-Type", FORM).send("POST", "/oauth/token", form);
    }

    private Response form(String authorization, String form) {
        return plain().header("Authorization", authorization)
                .header("Content-Type", FORM)
                .send("POST", "/oauth/token", form);
    }

    private Response json(String json) {
        return plain().header("Content-Type", "application/json").send("POST", "/oauth/token", json);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Client plain() {
        return Client.plain(server.getURI());
    }
}
