package org.passwordresets.stub.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;

/** The stub that remembers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatefulStubTest {
    private static final String RESETS = "customer_password_resets";
    private static final String TOKEN = "_reset_password_token";

    private StubServer stub;
    private Client client;

    @BeforeAll
    void start() {
        stub = new StubServer(Map.of("stub.state", true, "stub.largest-state", 50));
        client = stub.client();
    }

    @AfterAll
    void stop() {
        stub.close();
    }

    @BeforeEach
    void startAnew() {
        assertThat(client.delete("/__stub/state").status()).isEqualTo(204);
    }

    @Test
    void beginsWithTheExamples() {
        Client.Response list = client.get("/api/customers");

        assertThat(list.at("/meta/record_count").asInt()).isEqualTo(2);
        assertThat(list.at("/data").findValuesAsText("id")).containsExactlyInAnyOrder("YDWxVhZKjb", "PzQmRtVwLk");
        assertThat(client.get("/api/customer_password_resets/xYZkjABcde/relationships/customer")
                        .at("/data/id")
                        .asText())
                .isEqualTo("YDWxVhZKjb");
    }

    @Test
    void keepsWhatIsCreatedChangedAndDeleted() {
        Client.Response created = client.create("customers", "{\"email\":\" new@example.com\",\"reference\":\"A\"}");
        String address = created.header("Location");

        assertThat(created.status()).isEqualTo(201);
        assertThat(client.get(address).attribute("email").asText()).isEqualTo("new@example.com");
        assertThat(client.get(address).attribute("metadata").isObject()).isTrue();
        client.update("customers", created.id(), "{\"reference\":null}");
        assertThat(client.get(address).attribute("reference").isNull()).isTrue();
        assertThat(client.delete(address).status()).isEqualTo(204);
        assertThat(client.get(address).errors()).containsExactly("404 RECORD_NOT_FOUND");
    }

    @Test
    void keepsNumbersAsTheyWereSent() {
        String numbers = "\"metadata\":{\"a\":1.0,\"b\":[1.50,2]}";
        Client.Response created = client.create("customers", "{\"email\":\"n@example.com\",%s}".formatted(numbers));

        assertThat(created.body()).contains(numbers);
        assertThat(client.get("/api/customers/" + created.id()).body()).contains(numbers);
    }

    @Test
    void sortsNullFirst() {
        for (String reference : new String[] {"\"a\"", "null", "\"z\""}) {
            client.create(
                    "customers",
                    "{\"email\":\"%d@example.com\",\"reference\":%s}".formatted(System.nanoTime(), reference));
        }
        Client.Response sorted = client.get("/api/customers?sort=reference");

        assertThat(sorted.at("/data/0/attributes/reference").isNull()).isTrue();
        assertThat(client.get("/api/customers?sort=-reference")
                        .at("/data/0/attributes/reference")
                        .asText())
                .isEqualTo("z");
    }

    @Test
    void listsInPagesFilteredAndSorted() {
        for (int i = 0; i < 5; i++) {
            client.create("customers", "{\"email\":\"c%d@example.com\",\"reference\":\"R%d\"}".formatted(i, i));
        }

        Client.Response page = client.get("/api/customers?page%5Bsize%5D=3&page%5Bnumber%5D=2&sort=email");
        assertThat(page.at("/meta/record_count").asInt()).isEqualTo(7);
        assertThat(page.at("/data").size()).isEqualTo(3);
        assertThat(page.at("/data/0/attributes/email").asText()).isEqualTo("c3@example.com");
        assertThat(page.at("/links/prev").isMissingNode()).isFalse();
        assertThat(client.get("/api/customers?filter%5Bq%5D%5Breference_in%5D=R1,R4")
                        .at("/meta/record_count")
                        .asInt())
                .isEqualTo(2);
        assertThat(client.get("/api/customers?filter%5Bq%5D%5Breference_null%5D=true")
                        .at("/meta/record_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void goesThroughTheWholeFlow() {
        Client.Response reset = client.create(RESETS, "{\"customer_email\":\"JANE@example.com\"}");
        String token = reset.attribute("reset_password_token").asText();

        assertThat(reset.attribute("customer_email").asText()).isEqualTo("jane@example.com");
        assertThat(complete(reset.id(), "wrong").errors()).containsExactly(refused("invalid"));
        Client.Response completed = complete(reset.id(), token);
        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.attribute("reset_password_token").isNull()).isTrue();
        assertThat(completed.attribute("reset_password_at").isNull()).isFalse();
        assertThat(complete(reset.id(), token).errors()).containsExactly(refused("invalid"));
        Client.Response read = client.get("/api/customer_password_resets/" + reset.id() + "?include=customer,events");
        assertThat(read.at("/included").size()).isEqualTo(3);
        assertThat(read.at("/included/0/attributes/has_password").asBoolean()).isTrue();
    }

    private Client.Response complete(String id, String token) {
        return client.update(
                RESETS, id, "{\"customer_password\":\"a new password\",\"%s\":\"%s\"}".formatted(TOKEN, token));
    }

    private static String refused(String error) {
        return "422 VALIDATION_ERROR /data/attributes/_reset_password_token " + error;
    }

    /** Of a contract in which customers have events as well. */
    @Test
    void includesWhatTheIncludedAreRelatedTo(@TempDir Path directory) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("openapi"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        Path customers = directory.resolve("customers.yaml");
        Files.writeString(
                customers,
                Files.readString(customers)
                        .replace("      attributes: {$ref: '#/schemas/CustomerAttributes'}\n", """
                                      attributes: {$ref: '#/schemas/CustomerAttributes'}
                                      relationships:
                                        type: object
                                        properties:
                                          events: {x-related-type: events, x-cardinality: many, x-includable: true}
                                """)
                        .replace("\n        links: {self: 'http://127.0.0.1:8080/api/customers/YDWxVhZKjb'}\n", """

                                        links: {self: 'http://127.0.0.1:8080/api/customers/YDWxVhZKjb'}
                                        relationships:
                                          events:
                                            links: {self: 'http://127.0.0.1:8080/api/customers/YDWxVhZKjb/relationships/events'}
                                            data: [{type: events, id: MwTnpYsGvc}]
                                """));
        try (StubServer nested = new StubServer(Map.of("stub.state", true, "stub.contract", directory.toString()))) {
            Client.Response response =
                    nested.client().get("/api/customer_password_resets/xYZkjABcde?include=customer.events");

            assertThat(response.at("/included").findValuesAsText("type")).contains("customers", "events");
            assertThat(response.at("/included/0/relationships/events/data/0/id").asText())
                    .isEqualTo("MwTnpYsGvc");
            assertThat(response.at("/included/1/id").asText()).isEqualTo("MwTnpYsGvc");
            assertThat(response.at("/data/relationships/events/data").isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void refusesATokenAfterSixHours() {
        stub.bean(StubClock.class).forward(Duration.ofHours(6));

        assertThat(complete("xYZkjABcde", "xhFfkmfybsLxzaAP6xcs").errors()).containsExactly(refused("expired"));
    }

    @Test
    void refusesAFurtherTryAfterTenWrongTokens() {
        for (int i = 0; i < 10; i++) {
            complete("xYZkjABcde", "wrong");
        }

        assertThat(complete("xYZkjABcde", "xhFfkmfybsLxzaAP6xcs").errors()).containsExactly(refused("invalid"));
    }

    @Test
    void refusesWhatOnlyAMemoryCanKnow() {
        assertThat(client.create("customers", "{\"email\":\"JOHN@example.com\"}")
                        .errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/email taken");
        assertThat(client.create(RESETS, "{\"customer_email\":\"nobody@example.com\"}")
                        .errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/customer_email not_found");
    }

    @Test
    void forgetsTheOldestWhereTheMemoryIsFull() {
        for (int i = 0; i < 60; i++) {
            client.create("customers", "{\"email\":\"many%d@example.com\"}".formatted(i));
        }

        assertThat(client.get("/api/customers").at("/meta/record_count").asInt())
                .isEqualTo(50);
    }

    @Test
    void stillRespondsWithAPreferredExample() {
        assertThat(client.header("Prefer", "code=404")
                        .get("/api/customers/YDWxVhZKjb")
                        .status())
                .isEqualTo(404);
    }
}
