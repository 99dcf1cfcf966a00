package org.passwordresets.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /__stub} shows no secrets, and masks them in linear time, whatever was sent. */
class SecretsTest {
    private static final Secrets SECRETS = new Secrets(Set.of("pin"));
    private static final int LONG = 200_000;

    @ParameterizedTest
    @CsvSource({
        "fields[customer_password_resets]=reference_password, false",
        "fields%5Bcustomers%5D=has_password, false",
        "filter[q][reset_password_at_gteq]=2024, false",
        "filter[q][has_password_true]=true, false",
        "filter[q][customer_password_resets_id_eq]=x, false",
        "sort=-reset_password_at, false",
        "filter[q][reset_password_token_eq]=x, true",
        "filter%5Bq%5D%5Breset_password_token_eq%5D=x, true",
        "password=x, true",
        "clientSecret=x, true",
        "api_key=x, true",
        "customer_pass%77ord=x, true",
        "customer_pass%2577ord=x, true",
        "to=http%3A%2F%2Fx%2F%3Ftoken%3Dx, true",
        "pin=x, true",
        "spin=x, false"
    })
    void masksWhatIsSecret(String parameter, boolean secret) {
        String name = parameter.substring(0, parameter.indexOf('=') + 1);
        assertThat(SECRETS.inAddress("/api/x?a=b&" + parameter))
                .isEqualTo("/api/x?a=b&" + (secret ? name + "***" : parameter));
    }

    @Test
    void masksSecretsInBodies() {
        String body =
                "{\"type\":\"customer_password_resets\",\"reset_password_at\":\"2024\",\"customer_password\":\"s\",\"password\":12345678,\"list\":[{\"access_token\":\"s\"}]}";
        String masked =
                "{\"type\":\"customer_password_resets\",\"reset_password_at\":\"2024\",\"customer_password\":\"***\",\"password\":\"***\",\"list\":[{\"access_token\":\"***\"}]}";
        assertThat(SECRETS.inBody(body)).isEqualTo(masked);
        assertThat(SECRETS.inIndentedBody(body).replaceAll("\\s", "")).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'_reset_password_token':['HUSH']}",
                "{'password':{'value':'HUSH'}}",
                "{'data':[{'pin':4711,'Pin':['HUSH']}]}",
                "{'customer_pass\\u0077ord':'HUSH'}",
                "{'customer_pass\\u0077ord':'HUSH'",
                "{'link':'http://x/?a=b&access_token=HUSH'}",
                "{'link':'http://x/?a=b&access_token=HUSH',",
                "{'password':'HUSH','password':'HUSH'}",
                "{'a':{'password':'HUSH'},'a':1}",
                "{} {'password':'HUSH'}",
                "{'reset_password_at':'2024','password': ['HUSH']",
                "{'a':'b', password:'HUSH'}",
                "{`password`:`HUSH`}",
                "password=HUSH",
                "pass%77ord=HUSH",
                "{`pin`:`HUSH`}",
            })
    void masksSecretsOfAnyFormInBodies(String body) {
        String sent = body.replace('\'', '"').replace('`', '\'');
        assertThat(SECRETS.inBody(sent)).contains("***").doesNotContain("HUSH");
        assertThat(SECRETS.inIndentedBody(sent)).contains("***").doesNotContain("HUSH");
    }

    @Test
    void leavesABodyWithoutSecretsAsItIs() {
        for (String body : List.of("{ \"a\" : 1.0, \"reset_password_at\":null }", "{\"a\":1} x", "a=b%20c", "")) {
            assertThat(SECRETS.inBody(body)).isEqualTo(body);
        }
    }

    @Test
    void masksSecretsInTheAddressesInHeaders() {
        assertThat(SECRETS.inHeader("Referer", "http://x/?a=b&access_token=HUSH#token=HUSH"))
                .isEqualTo("http://x/?a=b&access_token=***#token=***");
    }

    @Test
    void masksWhatTheContractCallsSecret() throws IOException {
        Secrets declared = DeclaredSecrets.of(new ObjectMapper().readTree("""
                {"components": {
                  "securitySchemes": {"a": {"type": "apiKey", "in": "query", "name": "Door"}, "b": {"type": "http"}},
                  "schemas": {"Pin": {"type": "string", "format": "password"}, "User": {"properties": {
                    "pin": {"$ref": "#/components/schemas/Pin"},
                    "answer": {"type": "string", "writeOnly": true},
                    "hint": {"type": "string", "x-secret": true},
                    "_close": {"type": "boolean", "writeOnly": true},
                    "name": {"type": "string"}}}}}}
                """));
        for (String name : List.of("Door", "pin", "answer", "hint")) {
            assertThat(declared.inHeader(name.toUpperCase(Locale.ROOT), "x"))
                    .as(name)
                    .isEqualTo("***");
        }
        for (String name : List.of("_close", "name", "user")) {
            assertThat(declared.inHeader(name, "x")).as(name).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a=", "=", "?", "&", "?a=", "?a=&", "a?", "#", "%3F", "password", "\"", "\\", "\"a\":\"\\"})
    void masksLongTextAtOnce(String unit) {
        String text = unit.repeat(LONG / unit.length());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            SECRETS.inAddress("/api/x?a=" + text);
            SECRETS.inAddress("/api/x?" + text);
            SECRETS.inBody(text);
            SECRETS.inBody("{\"a\":\"/x?b=" + text);
            SECRETS.inIndentedBody(
                    new ObjectMapper().createObjectNode().put("a", "/x?" + text).toString());
        });
    }

    @Test
    void masksAnAddressThatIsTooDeepToRead() {
        assertThat(SECRETS.inAddress("/x?a=/x?a=/x?a=/x?a=/x?a=/x?pin=HUSH")).doesNotContain("HUSH");
        assertThat(SECRETS.inAddress("/x?a=/x?b=1")).isEqualTo("/x?a=/x?b=1");
    }
}
