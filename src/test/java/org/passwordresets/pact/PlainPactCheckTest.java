package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.contract.Contract;

/** What a pact expects of an operation outside JSON:API is held against the contract too. */
class PlainPactCheckTest {
    private static final Path PACT = Path.of("pact/storefront-customer-password-resets.json");
    private static final String AT = "#/paths/~1oauth~1token/post";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PactCheck CHECK = new PactCheck(Contract.in(Path.of("openapi")));

    @Test
    void whatFitsIsAccepted() {
        assertThat(CHECK.departures(pact())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "/request/body/content | device    | `phone`       | /requestBody | the contract has no field device",
                "/request/body/content | grant_type | `device_code` | /requestBody | /grant_type",
                "/request/body/content | username  | 1             | /requestBody | /username: integer found, string expected",
                "/request/headers      | Content-Type | [`text/plain`] | /requestBody | takes no body of the type text/plain",
                "/request/headers      | X-Device  | [`phone`]     | /parameters  | has no request header X-Device",
                "/response             | status    | 202           | /responses   | has no status 202",
                "/response/headers     | Content-Type | [`application/vnd.api+json`] | /responses/200 | has no header Content-Type",
                "/response/body/content | session  | `a`           | /responses/200 | property 'session' is not known",
                "/response/body/content | expires_in | `soon`      | /responses/200 | /expires_in: string found, integer expected",
                "/response/body/content | token_type | `MAC`       | /responses/200 | /token_type",
            })
    void whatDoesNotFitIsNamed(String parent, String name, String value, String place, String reason)
            throws IOException {
        ObjectNode pact = pact();
        ((ObjectNode) pact.at("/interactions/0" + parent)).set(name, JSON.readTree(value.replace('`', '"')));

        assertThat(CHECK.departures(pact))
                .anySatisfy(departure ->
                        assertThat(departure).startsWith(AT + place).contains(reason));
    }

    @Test
    void aFormIsReadAsItsFields() throws IOException {
        ObjectNode pact = pact();
        ObjectNode request = (ObjectNode) pact.at("/interactions/0/request");
        ((ObjectNode) request.path("headers"))
                .set("Content-Type", JSON.readTree("[\"application/x-www-form-urlencoded\"]"));
        request.putObject("body")
                .put("content", "grant_type=password&username=john%40example.com&device=phone")
                .put("contentType", "application/x-www-form-urlencoded");

        assertThat(CHECK.departures(pact))
                .containsExactly(
                        AT
                                + "/requestBody/content/application~1x-www-form-urlencoded/schema: the contract has no field device");
    }

    @Test
    void aRefusalMayBeOfWhatDoesNotFit() {
        ObjectNode pact = pact();
        ((ObjectNode) pact.at("/interactions/0/request/body/content")).put("grant_type", "device_code");
        ((ObjectNode) pact.at("/interactions/0/response")).put("status", 400).remove(List.of("body", "matchingRules"));

        assertThat(CHECK.departures(pact)).isEmpty();
    }

    /** The storefront's pact with signing in alone. */
    private static ObjectNode pact() {
        ObjectNode pact = CommittedPact.read(PACT).deepCopy();
        JsonNode interactions = pact.path("interactions");
        ArrayNode kept = pact.putArray("interactions");
        interactions.forEach(interaction -> {
            if (interaction.path("description").asText().equals("a shopper signs in with the new password")) {
                kept.add(interaction);
            }
        });
        return pact;
    }
}
