package org.passwordresets.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.support.Client;

/** Somebody edits the contract while the stub runs. */
class ContractWatchTest {
    private static final String TICKETS = """
            paths:
              /api/tickets/{id}:
                get:
                  operationId: retrieveTicket
                  x-rights: [integration]
                  tags: [tickets, events]
                  deprecated: true
                  x-deprecated-since: '2026-01-01'
                  responses:
                    2XX:
                      description: A ticket.
                      content:
                        application/vnd.api+json:
                          schema: {$ref: '#/schemas/TicketDocument'}
                          examples:
                            open: {value: {data: {id: AbCdEfGhIj, type: tickets, links: {self: 'http://127.0.0.1:8080/api/tickets/AbCdEfGhIj'}, attributes: {subject: Hello}}}}
                    default:
                      description: Anything else.
                      content:
                        application/vnd.api+json:
                          schema: {type: object}
                          examples:
                            other: {value: {errors: [{status: '500', title: Other}]}}
                delete:
                  operationId: deleteTicket
                  x-rights: [integration]
                  responses:
                    '204': {description: Deleted.}
            schemas:
              TicketDocument:
                type: object
                properties:
                  data:
                    type: object
                    x-resource-type: tickets
                    properties:
                      id: {type: string}
                      attributes: {type: object, properties: {subject: {type: string, example: Hello}}}
            """;

    private static final String EXAMPLE = """
            {"value": {"data": {
            	"id": "YDWxVhZKjb", "type": "customers", "attributes": {"email": "%s@example.com"}}}}
            """;

    /** What is typed, and what is said of it. */
    private static final Map<String, String> HALF_TYPED = Map.of(
            "{$ref: 'shared.yaml#PageSize'}", "\\$ref shared.yaml#PageSize is incomplete: .*",
            "{$ref: ''}", "\\$ref is incomplete: .*",
            "{$ref: 7}", "\\$ref 7 is incomplete: .*",
            "{$ref: 'shared.yaml#/parameters/%zz'}", "\\$ref .* is not an address: .*",
            "{$ref: 'size", ".*",
            "\t- 1", "indent with spaces, not with a tab");

    @TempDir
    private Path directory;

    private StubServer stub;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("openapi"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        stub = new StubServer(Map.of("stub.contract", directory.toString()));
        client = stub.client();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void servesAnOperationThatHasNoJavaBehindIt() throws IOException {
        Files.writeString(directory.resolve("tickets.yaml"), TICKETS);
        edit(
                "openapi.yaml",
                "paths:\n",
                "paths:\n  /api/tickets/{id}:\n    $ref: tickets.yaml#/paths/~1api~1tickets~1{id}\n");

        await().until(() -> client.get("/api/tickets/QqQqQqQqQq").status() == 200);
        Client.Response response = client.get("/api/tickets/QqQqQqQqQq?fields%5Btickets%5D=subject");
        // Fields are a parameter that this operation does not have.
        assertThat(response.errors()).containsExactly("400 PARAM_NOT_ALLOWED fields[tickets]");
        assertThat(client.get("/api/tickets/QqQqQqQqQq").at("/data/links/self").asText())
                .isEqualTo(stub.address() + "/api/tickets/QqQqQqQqQq");
        assertThat(client.send("PATCH", "/api/tickets/QqQqQqQqQq", "{}").status())
                .isEqualTo(405);
        assertThat(response.header("Deprecation")).isEqualTo("@1767225600");
        Client.Response teapot = client.header("Prefer", "code=418").get("/api/tickets/QqQqQqQqQq");
        assertThat(teapot.status()).isEqualTo(418);
        assertThat(client.header("Prefer", "example=gone")
                        .delete("/api/tickets/QqQqQqQqQq")
                        .at("/errors/0/detail")
                        .asText())
                .isEqualTo("This operation has no examples in the contract.");
        assertThat(teapot.header("Deprecation")).isEqualTo("@1767225600");
        assertThat(client.get("/api/customers").header("Deprecation")).isNull();
        for (int code : List.of(299, 499, 599)) {
            Client.Response asked = client.header("Prefer", "code=" + code).get("/api/tickets/QqQqQqQqQq");
            assertThat(asked.status()).isEqualTo(code);
            assertThat(asked.at("/errors/0/status").asText()).isEqualTo(code < 300 ? "" : Integer.toString(code));
        }
    }

    @Test
    void servesASaveAtOnce() throws IOException {
        long slowest = 0;
        for (int i = 0; i < 5; i++) {
            String name = "john%d@example.com".formatted(i);
            String before = i == 0 ? "john@example.com" : "john%d@example.com".formatted(i - 1);
            edit("customers.yaml", before, name);
            long saved = System.nanoTime();
            await().until(() -> client.get("/api/customers/YDWxVhZKjb")
                    .attribute("email")
                    .asText()
                    .equals(name));
            slowest = Math.max(slowest, (System.nanoTime() - saved) / 1_000_000);
        }
        // A second, not the 300 ms of a quiet machine: tests run beside others.
        assertThat(slowest).isLessThan(2_000);
    }

    @Test
    void goesOnWithTheLastGoodContract() throws IOException {
        edit(
                "customers.yaml",
                "    get:\n      operationId: listCustomers",
                "    get:\n     x: 1\n      operationId: listCustomers");

        await().until(() -> problem().startsWith("customers.yaml:7:"));
        assertThat(client.get("/api/customers").status()).isEqualTo(200);

        edit("customers.yaml", "     x: 1\n", "");
        await().until(() -> problem().isEmpty());
    }

    @Test
    void namesTheLineOfAReferenceToNothing() throws IOException {
        edit("events.yaml", "schema: {$ref: '#/schemas/EventList'}", "schema: {$ref: '#/schemas/EventLists'}");

        await().until(() -> problem().matches("events.yaml:\\d+:\\d+: \\$ref #/schemas/EventLists points to nothing"));
        int line = Integer.parseInt(problem().split(":")[1]);
        assertThat(Files.readAllLines(directory.resolve("events.yaml")).get(line - 1))
                .contains("EventLists");
    }

    @Test
    void namesTheLineOfAnOperationThatLacksSomething() throws IOException {
        edit("events.yaml", "      operationId: listEvents\n", "");

        await().until(() -> problem().equals("events.yaml:5:5: the operation has no operationId"));
    }

    @Test
    void namesEachMistakeThatYouMakeWhileTyping() throws IOException {
        String typed = "{$ref: 'shared.yaml#/parameters/PageSize'}";
        for (Map.Entry<String, String> mistake : HALF_TYPED.entrySet()) {
            edit("events.yaml", typed, mistake.getKey());
            typed = mistake.getKey();
            await().until(() -> problem().matches("events.yaml:\\d+:\\d+: " + mistake.getValue()));
            assertThat(client.get("/api/customers").status()).isEqualTo(200);
        }
        edit("events.yaml", typed, "{$ref: 'shared.yaml#/parameters/PageSize'}");
        await().until(() -> problem().isEmpty());
    }

    @Test
    void goesOnWhileTheRootIsEmptyOrAbsent() throws IOException {
        Path root = directory.resolve("openapi.yaml");
        String text = Files.readString(root);
        Files.writeString(root, "");
        await().until(() -> problem().equals("openapi.yaml:1:1: the file is empty"));
        Files.delete(root);
        await().until(() -> problem().equals("openapi.yaml: there is no such file"));
        assertThat(client.get("/api/customers").status()).isEqualTo(200);

        Files.writeString(root, text);
        await().until(() -> problem().isEmpty());
    }

    @Test
    void followsFilesInFoldersWhateverEditorsKeepBeside() throws IOException {
        Files.createSymbolicLink(directory.resolve(".#customers.yaml"), Path.of("nobody@host.1:2"));
        Files.createSymbolicLink(directory.resolve("dangling.yaml"), Path.of("nobody@host.1:2"));
        Files.createDirectories(directory.resolve("folder.yaml"));
        Path example = Files.createDirectories(directory.resolve("examples")).resolve("john.json");
        Files.writeString(example, EXAMPLE.formatted("john"));
        edit("customers.yaml", "{$ref: '#/examples/new-customer'}", "{$ref: examples/john.json}");
        await().until(() -> email().equals("john@example.com"));

        Files.writeString(example, EXAMPLE.formatted("johnny"));
        await().until(() -> email().equals("johnny@example.com"));

        // As vim saves.
        Path draft = Files.writeString(directory.resolve("examples/4913"), EXAMPLE.formatted("jane"));
        Files.move(example, directory.resolve("examples/john.json~"));
        Files.move(draft, example);
        await().until(() -> email().equals("jane@example.com"));

        Files.delete(example);
        await().until(() -> problem().endsWith(": there is no file examples/john.json"));
        assertThat(email()).isEqualTo("jane@example.com");
    }

    private String email() {
        return client.get("/api/customers/YDWxVhZKjb").attribute("email").asText();
    }

    private String problem() {
        return client.header("Accept", "application/json")
                .get("/__stub")
                .at("/contractProblem")
                .asText("")
                .replace("null", "");
    }

    private void edit(String file, String before, String after) throws IOException {
        Path path = directory.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(before);
        Files.writeString(path, text.replace(before, after));
    }
}
