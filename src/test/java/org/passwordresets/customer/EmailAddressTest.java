package org.passwordresets.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.EmailTable;
import org.passwordresets.support.ServerTest;

/** What becomes of an email address: the server and both stubs say the same, and nobody gets a look-alike of another's. */
class EmailAddressTest extends ServerTest {
    private static final String CUSTOMERS = "customers";
    private static final String RESETS = "customer_password_resets";
    private static final String INVALID = "422 VALIDATION_ERROR /data/attributes/%s invalid";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private StubServer stub;
    private StubServer remembering;

    @BeforeAll
    void startStubs() {
        stub = new StubServer(Map.of());
        remembering = new StubServer(Map.of("stub.state", true));
    }

    @AfterAll
    void stopStubs() {
        stub.close();
        remembering.close();
    }

    static Stream<String> accepted() {
        return EmailTable.accepted().keySet().stream();
    }

    static Stream<String> refused() {
        return EmailTable.refused();
    }

    private static String json(String attribute, String value) {
        try {
            return JSON.writeValueAsString(Map.of(attribute, value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepts(String sent) {
        String stored = EmailTable.accepted().get(sent);
        for (Client client : List.of(backEnd(), remembering.client())) {
            Response customer = client.create(CUSTOMERS, json("email", sent));
            assertThat(customer.status()).as(customer.body()).isEqualTo(201);
            assertThat(customer.attribute("email").asText()).isEqualTo(stored);
            Response again = client.create(CUSTOMERS, json("email", stored));
            assertThat(again.errors()).containsExactly("422 VALIDATION_ERROR /data/attributes/email taken");
            Response reset = client.create(RESETS, json("customer_email", sent));
            assertThat(reset.status()).as(reset.body()).isEqualTo(201);
            assertThat(reset.attribute("customer_email").asText()).isEqualTo(stored);
            Response changed = client.update(CUSTOMERS, customer.id(), json("email", sent));
            assertThat(changed.attribute("email").asText()).isEqualTo(stored);
            assertThat(client.delete("/api/customers/" + customer.id()).status())
                    .isEqualTo(204);
        }
        assertThat(stub.client().create(CUSTOMERS, json("email", sent)).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String sent) {
        for (Client client : List.of(backEnd(), stub.client(), remembering.client())) {
            assertThat(client.create(CUSTOMERS, json("email", sent)).errors())
                    .containsExactly(INVALID.formatted("email"));
            assertThat(client.create(RESETS, json("customer_email", sent)).errors())
                    .containsExactly(INVALID.formatted("customer_email"));
        }
    }

    @Test
    void refusesHalfASurrogatePairAsMalformed() {
        for (Client client : List.of(backEnd(), stub.client(), remembering.client())) {
            for (String half : List.of("\uD800", "\uDFFF", "\uDC00\uD800")) {
                assertThat(client.create(CUSTOMERS, json("email", "a" + half + "@example.com"))
                                .status())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void refusesInAnUpdateToo() {
        String email = email();
        Response customer = customer(email, null);
        Response refused = backEnd().update(CUSTOMERS, customer.id(), json("email", "john<attacker@evil.example>"));
        assertThat(refused.errors()).containsExactly(INVALID.formatted("email"));
        assertThat(backEnd()
                        .get("/api/customers/" + customer.id())
                        .attribute("email")
                        .asText())
                .isEqualTo(email);
    }

    @Test
    void lengthsCountAfterTrimmingAndNormalizing() {
        String padding = " ".repeat(300);
        String local = "e\u0301".repeat(64);
        for (Client client : List.of(backEnd(), remembering.client())) {
            Response padded = client.create(CUSTOMERS, json("email", padding + local + "@example.com" + padding));
            assertThat(padded.status()).as(padded.body()).isEqualTo(201);
            assertThat(padded.attribute("email").asText()).isEqualTo("\u00E9".repeat(64) + "@example.com");
            client.delete("/api/customers/" + padded.id());
            assertThat(client.create(CUSTOMERS, json("email", local + "e\u0301@example.com"))
                            .errors())
                    .containsExactly(INVALID.formatted("email"));
        }
    }

    /** Letters whose lower case is composed although their upper case is not. */
    @Test
    void caseIsIgnoredInTheNormalizedForm() {
        String lower = "\u01F0ohn." + email();
        String upper = "J\u030CohN." + lower.substring(5);
        Response customer = created(backEnd().create(CUSTOMERS, json("email", upper)));
        assertThat(backEnd().create(CUSTOMERS, json("email", lower)).errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/email taken");
        Response reset = created(backEnd().create(RESETS, json("customer_email", lower)));
        assertThat(reset.attribute("customer_email")).isEqualTo(customer.attribute("email"));
    }

    private static Response created(Response response) {
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return response;
    }

    @Test
    void filtersAreNormalizedToo() {
        String rest = email();
        Response customer = created(backEnd().create(CUSTOMERS, json("email", "Zo\u00EB." + rest)));
        for (String filter : List.of("email_eq", "email_in", "email_start", "email_matches")) {
            assertThat(found(filter, "Zoe\u0308." + rest)).as(filter).containsExactly(customer.id());
        }
        assertThat(found("email_cont", "\u00EB." + rest)).containsExactly(customer.id());
        assertThat(found("email_eq", "ZO\u00CB." + rest))
                .as("Equality minds the case")
                .isEmpty();
    }

    private List<String> found(String filter, String value) {
        Response list = backEnd()
                .get("/api/customers?filter%5Bq%5D%5B" + filter + "%5D="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8));
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        return list.json().path("data").findValuesAsText("id");
    }

    /** Other texts are the caller's own: kept as they are, whatever is in them. */
    @Test
    void otherTextsAreKeptAsTheyAre() {
        String text = "a\u0000b\u200Be\u0301 \uD83D\uDE00";
        Response customer = created(backEnd().create(CUSTOMERS, json("email", email())));
        for (String attribute : List.of("shopper_reference", "reference", "reference_origin")) {
            Response changed = backEnd().update(CUSTOMERS, customer.id(), json(attribute, text));
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            assertThat(backEnd()
                            .get("/api/customers/" + customer.id())
                            .attribute(attribute)
                            .asText())
                    .isEqualTo(text);
            assertThat(found(attribute + "_eq", text)).contains(customer.id());
            assertThat(backEnd()
                            .update(CUSTOMERS, customer.id(), json(attribute, "a\uD800"))
                            .status())
                    .isEqualTo(400);
        }
        Response metadata =
                backEnd().update(CUSTOMERS, customer.id(), "{\"metadata\":" + json("a\u0000", "b\u0000\u200B") + "}");
        assertThat(metadata.attribute("metadata").path("a\u0000").asText()).isEqualTo("b\u0000\u200B");
        assertThat(backEnd()
                        .get("/api/customers/" + customer.id())
                        .attribute("metadata")
                        .path("a\u0000")
                        .asText())
                .isEqualTo("b\u0000\u200B");
    }
}
