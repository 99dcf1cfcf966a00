package org.passwordresets.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client;

/** {@code /__stub} tells why the stub answered as it did. */
class StubPageTest {
    private StubServer stub;
    private Client client;

    @BeforeEach
    void start() {
        stub = new StubServer(Map.of("stub.remembered", 3));
        client = stub.client();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void tellsWhichExampleAndWhy() {
        client.header("Prefer", "example=guest").get("/api/customers/YDWxVhZKjb");

        JsonNode seen = last();
        assertThat(seen.path("operation").asText()).isEqualTo("retrieveCustomer");
        assertThat(seen.path("example").asText()).isEqualTo("guest");
        assertThat(seen.path("reason").asText()).isEqualTo("Prefer names this example");
        assertThat(seen.path("status").asInt()).isEqualTo(200);
    }

    @Test
    void tellsWhatWasWrong() {
        client.create("customers", "{\"email\":\"\"}");
        assertThat(last().path("problems").path(0).asText())
                .startsWith("VALIDATION_ERROR: A customer needs an email address.");

        client.get("/api/orders");
        assertThat(last().path("operation").isNull()).isTrue();
        assertThat(last().path("problems").path(0).asText()).startsWith("NOT_FOUND: ");
    }

    @Test
    void givesTheRequestAsCurlWithoutItsSecrets() {
        client.update(
                "customers", "YDWxVhZKjb", "{\"password\":\"it's a \\\"secret\\\" password\",\"reference\":\"it's\"}");

        assertThat(last().path("curl").asText())
                .startsWith("curl -X PATCH '" + stub.address() + "/api/customers/YDWxVhZKjb'")
                .contains("-H 'Authorization: Bearer ***'")
                .contains("\"password\":\"***\"")
                .contains("\"reference\":\"it'\\''s\"")
                .doesNotContain("any")
                .doesNotContain("secret");
    }

    @Test
    void keepsSecretsOfABodyThatIsNotJson() {
        client.send("POST", "/api/customers", "{\"password\": \"hush hush");

        assertThat(last().path("curl").asText()).contains("--data-raw").doesNotContain("hush");
    }

    @Test
    void isAPageForBrowsers() {
        client.get("/api/customers?filter%5Bq%5D%5Breference_eq%5D=%3Cscript%3E");
        Client.Response page =
                Client.plain(stub.address()).header("Accept", "text/html,*/*").get("/__stub");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("listCustomers").doesNotContain("<script");
    }

    @Test
    void remembersTheLastFew() {
        for (int i = 0; i < 5; i++) {
            client.get("/api/events");
        }

        assertThat(overview().path("requests").size()).isEqualTo(3);
    }

    private JsonNode last() {
        return overview().path("requests").path(0);
    }

    private JsonNode overview() {
        return client.header("Accept", "application/json").get("/__stub").json();
    }
}
