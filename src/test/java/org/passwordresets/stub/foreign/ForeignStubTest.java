package org.passwordresets.stub.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.Application;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;

/** The stub of a document that is not ours: other paths, other types, other security, no extensions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignStubTest {
    private static final String LIBRARY = """
            openapi: 3.0.3
            info: {title: Library, version: '7'}
            servers: [{url: 'https://{host}/lib/v2', variables: {host: {default: books.example.com}}}]
            security: [{key: []}]
            paths:
              /books:
                parameters:
                  - {name: X-Revision, in: header, required: true, schema: {type: string, format: date}}
                get:
                  operationId: listBooks
                  parameters:
                    - {name: 'page[size]', in: query, schema: {type: integer, maximum: 50}}
                    - {name: 'fields[book]', in: query, explode: false, schema: {type: array, items: {type: string, enum: [title, pages]}}}
                    - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {pages: {type: integer}}}}
                  responses:
                    '200':
                      description: Books.
                      content:
                        application/vnd.api+json:
                          schema:
                            type: object
                            required: [data]
                            properties:
                              data: {type: array, items: {$ref: '#/components/schemas/Book'}}
                              links: {type: object, properties: {self: {type: string, format: uri}}}
                post:
                  operationId: addBook
                  requestBody:
                    required: true
                    content:
                      application/vnd.api+json:
                        schema: {type: object, required: [data], properties: {data: {$ref: '#/components/schemas/NewBook'}}}
                        examples:
                          forbidden: {value: {data: {type: book, attributes: {title: Index, pages: 1}}}}
                  responses:
                    '201': {$ref: '#/components/responses/Book'}
                    '409':
                      description: It may not be added.
                      content:
                        application/vnd.api+json:
                          schema: {type: object}
                          examples:
                            forbidden: {value: {errors: [{status: '409', title: Forbidden}]}}
              /books/{isbn}:
                parameters:
                  - {name: isbn, in: path, required: true, schema: {type: string, pattern: '^[0-9]{3,13}$'}}
                get:
                  responses:
                    '200': {$ref: '#/components/responses/Book'}
                    4XX: {description: An error.}
                patch:
                  operationId: changeBook
                  requestBody:
                    content:
                      application/vnd.api+json:
                        schema: {type: object, required: [data], properties: {data: {allOf: [{$ref: '#/components/schemas/NewBook'}, {required: [id], properties: {id: {type: string}}}]}}}
                  responses:
                    '200': {$ref: '#/components/responses/Book'}
                delete:
                  operationId: removeBook
                  responses:
                    '204': {description: It is gone.}
              /books/{isbn}.txt:
                get:
                  operationId: bookAsText
                  parameters: [{name: isbn, in: path, required: true, schema: {type: string}}]
                  security: []
                  responses:
                    '200': {description: The text., content: {text/plain: {schema: {type: string, example: Call me Ishmael.}}}}
              /session:
                post:
                  operationId: openSession
                  security: []
                  requestBody:
                    required: true
                    content:
                      application/x-www-form-urlencoded:
                        schema: {type: object, required: [user], properties: {user: {type: string}, days: {type: integer, maximum: 9}}}
                  responses:
                    '200':
                      description: A token.
                      content:
                        application/json:
                          schema: {type: object, required: [token], properties: {token: {type: string, example: t0k3n}}}
              /readers:
                get:
                  responses:
                    '200': {description: Readers., content: {application/vnd.api+json: {example: {data: []}}}}
                post:
                  requestBody:
                    content:
                      application/vnd.api+json:
                        schema:
                          type: object
                          properties:
                            data:
                              type: object
                              properties:
                                attributes:
                                  oneOf:
                                    - type: object
                                      properties:
                                        key: {type: string, format: uuid}
                                        pin: {type: string, writeOnly: true}
                                        password: {type: string, format: password}
                  responses:
                    '201': {$ref: '#/components/responses/Reader'}
              /readers/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                get:
                  responses:
                    '200': {$ref: '#/components/responses/Reader'}
                patch:
                  requestBody:
                    content:
                      application/vnd.api+json:
                        schema: {properties: {data: {properties: {attributes: {properties: {pin: {type: string, writeOnly: true}}}}}}}
                  responses:
                    '200': {$ref: '#/components/responses/Reader'}
              /shelves:
                get:
                  operationId: listShelves
                  security: [{}]
                  responses:
                    default:
                      description: Shelves, in shelves.
                      content:
                        application/vnd.api+json:
                          schema: {$ref: '#/components/schemas/Shelf'}
            components:
              securitySchemes:
                key: {type: apiKey, in: header, name: X-Key}
              responses:
                Reader:
                  description: A reader.
                  content:
                    application/vnd.api+json:
                      schema: {type: object}
                      example: {data: {type: reader, id: r0, attributes: {name: Ishmael}}}
                Book:
                  description: A book.
                  headers: {X-Age: {required: true, schema: {type: integer, minimum: 4}}}
                  content:
                    application/vnd.api+json:
                      schema: {type: object, required: [data], properties: {data: {$ref: '#/components/schemas/Book'}}}
              schemas:
                Book:
                  type: object
                  required: [id, type, attributes]
                  properties:
                    id: {type: string, example: '9780'}
                    type: {type: string, enum: [book]}
                    attributes: {$ref: '#/components/schemas/BookAttributes'}
                    links: {type: object, properties: {cover: {type: string, example: 'https://books.example.com/lib/v2/books/9780.txt'}}}
                NewBook:
                  type: object
                  required: [type, attributes]
                  properties:
                    type: {type: string, enum: [book]}
                    attributes: {$ref: '#/components/schemas/BookAttributes'}
                BookAttributes:
                  type: object
                  required: [title, added]
                  additionalProperties: false
                  properties:
                    title: {type: string, minLength: 2, example: Moby Dick}
                    pages: {type: integer, nullable: true, minimum: 1}
                    added: {type: string, format: date-time, readOnly: true}
                    code: {type: string, writeOnly: true}
                    lock: {type: string, format: password}
                Shelf:
                  type: object
                  properties:
                    name: {type: string}
                    shelves: {type: array, items: {$ref: '#/components/schemas/Shelf'}}
            """;

    private static final Pattern LOCAL_LINK = Pattern.compile("(?:href|src)=\"([\\w.-]+)(?:#[^\"]*)?\"");

    @TempDir
    private static Path folder;

    private StubServer stub;
    private StubServer stateful;
    private Client client;

    @BeforeAll
    void start() throws IOException {
        Path odd = Files.writeString(folder.resolve("Our library (v2).yml"), LIBRARY);
        stub = new StubServer(Map.of("stub.contract", odd.toString()));
        Path json = folder.resolve("json");
        Files.createDirectories(json);
        JsonNode tree = new YAMLMapper().readTree(LIBRARY);
        new ObjectMapper().writeValue(json.resolve("library.json").toFile(), tree);
        Files.writeString(json.resolve("notes.json"), "{\"note\": \"not a document\"}");
        stateful = new StubServer(Map.of("stub.contract", json.toString(), "stub.state", "on"));
        client = with(stub);
    }

    private static Client with(StubServer server) {
        return Client.plain(server.address())
                .header("X-Key", "any")
                .header("X-Revision", "2026-01-01")
                .header("Content-Type", "application/vnd.api+json");
    }

    @AfterAll
    void stop() {
        stub.close();
        stateful.close();
    }

    @Test
    void respondsFromTheSchemaWithTheIdThatWasAskedFor() {
        Client.Response book = client.get("/books/123");

        assertThat(book.status()).isEqualTo(200);
        assertThat(book.header("Content-Type")).isEqualTo("application/vnd.api+json");
        assertThat(book.id()).isEqualTo("123");
        assertThat(book.attribute("title").asText()).isEqualTo("Moby Dick");
        assertThat(book.header("X-Age")).isEqualTo("4");
        assertThat(book.at("/data/links/cover").asText()).isEqualTo(stub.address() + "/lib/v2/books/9780.txt");
        assertThat(book.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void theBasePathOfTheServersMayBeSent() {
        assertThat(client.get("/lib/v2/books/123").id()).isEqualTo("123");
        assertThat(client.get("/lib/v3/books/123").status()).isEqualTo(404);
    }

    @Test
    void validatesWhatTheDocumentDescribes() {
        assertThat(client.get("/books?page%5Bsize%5D=50&fields%5Bbook%5D=title,pages&filter%5Bpages%5D=7")
                        .status())
                .isEqualTo(200);
        assertThat(refusal(client.get("/books?page%5Bsize%5D=51"))).startsWith("400 parameter page[size]");
        assertThat(refusal(client.get("/books?fields%5Bbook%5D=title,isbn"))).startsWith("400 parameter fields[book]");
        assertThat(refusal(client.get("/books?filter%5Bpages%5D=many"))).startsWith("400 parameter filter");
        assertThat(refusal(client.get("/books?sort=title"))).startsWith("400 parameter sort");
        assertThat(refusal(client.header("X-Revision", null).get("/books"))).startsWith("400 header X-Revision");
        assertThat(refusal(client.header("X-Revision", "new").get("/books"))).startsWith("400 header X-Revision");
        assertThat(client.get("/books/abc").status()).isEqualTo(404);
        assertThat(client.get("/magazines").status()).isEqualTo(404);
        assertThat(client.send("PUT", "/books/123", "{}").header("Allow")).isEqualTo("DELETE, GET, PATCH");
        assertThat(refusal(client.header("Accept", "text/html").get("/books/123")))
                .startsWith("406 header Accept");
        assertThat(refusal(client.header("Content-Type", "text/plain").send("POST", "/books", "x")))
                .startsWith("415 header Content-Type");
        assertThat(refusal(post("{\"type\":\"book\",\"attributes\":{\"title\":\"M\"}}")))
                .startsWith("422 pointer /data/attributes/title");
        assertThat(refusal(post("{\"type\":\"book\",\"attributes\":{}}")))
                .startsWith("422 pointer /data/attributes/title");
        assertThat(refusal(post("{\"type\":\"book\",\"attributes\":{\"title\":\"Moby\",\"isbn\":1}}")))
                .startsWith("422 pointer /data/attributes/isbn");
        assertThat(client.send("POST", "/books", "{").status()).isEqualTo(400);
        assertThat(client.send("POST", "/books", null).status()).isEqualTo(400);
        assertThat(refusal(client.send(
                        "PATCH",
                        "/books/123",
                        "{\"data\":{\"type\":\"book\",\"id\":\"124\",\"attributes\":{\"title\":\"Moby\"}}}")))
                .startsWith("409 pointer /data/id");
    }

    private Client.Response post(String data) {
        return client.send("POST", "/books", "{\"data\":" + data + "}");
    }

    private static String refusal(Client.Response response) {
        JsonNode error = response.at("/errors/0");
        assertThat(error.path("status").asText()).isEqualTo(Integer.toString(response.status()));
        Map.Entry<String, JsonNode> source =
                error.path("source").properties().iterator().next();
        return response.status() + " " + source.getKey() + " "
                + source.getValue().asText();
    }

    @Test
    void readOnlyAttributesAreNotRequiredOfRequests() {
        Client.Response added = post("{\"type\":\"book\",\"attributes\":{\"title\":\"Moby\",\"pages\":null}}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).isEqualTo(stub.address() + "/books/" + added.id());
    }

    @Test
    void asksForTheCredentialsOfTheDocumentOnly() {
        Client.Response refused = client.header("X-Key", null).get("/books/123");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("/errors/0/detail").asText()).contains("header X-Key");
        assertThat(client.header("X-Key", null)
                        .header("X-Revision", null)
                        .get("/shelves")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void servesOperationsOfOtherMediaTypesPlainly() {
        Client form = client.header("Content-Type", "application/x-www-form-urlencoded");
        Client.Response token = form.send("POST", "/session", "user=ishmael&days=9");

        assertThat(token.header("Content-Type")).isEqualTo("application/json");
        assertThat(token.at("/token").asText()).isEqualTo("t0k3n");
        assertThat(form.send("POST", "/session", "user=ishmael&days=10").status())
                .isEqualTo(422);
        assertThat(form.send("POST", "/session", "days=1").status()).isEqualTo(422);
        assertThat(client.get("/books/123.txt").body()).isEqualTo("Call me Ishmael.");
    }

    @Test
    void preferencesWork() {
        Client.Response random = client.header("Prefer", "dynamic=true, seed=3").get("/books/123");

        assertThat(random.header("Preference-Applied")).isEqualTo("dynamic=true, seed=3");
        assertThat(client.header("Prefer", "dynamic=true, seed=3")
                        .get("/books/123")
                        .body())
                .isEqualTo(random.body());
        assertThat(client.header("Prefer", "code=404").get("/books/123").status())
                .isEqualTo(404);
        assertThat(client.header("Prefer", "code=500").get("/books/123").status())
                .isEqualTo(400);
        assertThat(client.header("Prefer", "example=forbidden")
                        .send("POST", "/books", "{\"data\":{\"type\":\"book\",\"attributes\":{\"title\":\"Any\"}}}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void waitsAsLongAsIsPreferred() {
        long start = System.nanoTime();
        assertThat(client.header("Prefer", "delay=250").get("/books/123").status())
                .isEqualTo(200);

        assertThat(System.nanoTime() - start).isGreaterThan(250_000_000L);
    }

    @Test
    void anExampleRequestGetsTheResponseOfItsName() {
        assertThat(post("{\"type\":\"book\",\"attributes\":{\"title\":\"Index\",\"pages\":1}}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void remembersWhatBelongsTogether() {
        Client books = with(stateful);
        assertThat(books.get("/books").at("/data")).hasSize(1);

        Client.Response added =
                books.send("POST", "/books", "{\"data\":{\"type\":\"book\",\"attributes\":{\"title\":\"Typee\"}}}");

        assertThat(added.attribute("title").asText()).isEqualTo("Typee");
        assertThat(added.attribute("pages").isNull()).isTrue();
        assertThat(added.attribute("added").isTextual()).isTrue();
        assertThat(added.id()).isEqualTo("9781");
        assertThat(books.get("/books").at("/data")).hasSize(2);
        assertThat(books.get("/lib/v2/books/9781").status()).isEqualTo(200);
        books.send(
                "PATCH",
                "/books/9781",
                "{\"data\":{\"type\":\"book\",\"id\":\"9781\",\"attributes\":{\"title\":\"Omoo\",\"pages\":300}}}");
        assertThat(books.get("/books/9781").attribute("title").asText()).isEqualTo("Omoo");
        assertThat(books.get("/books/9781").attribute("pages").asInt()).isEqualTo(300);
        assertThat(books.delete("/books/9781").status()).isEqualTo(204);
        assertThat(books.get("/books/9781").status()).isEqualTo(404);
        assertThat(books.get("/books").at("/data")).hasSize(1);
    }

    private static String reader(String id, String attributes) {
        return ("{'data':{'type':'reader','id':'" + id + "','attributes':{" + attributes
                        + "},'relationships':{'shelf':{'data':{'type':'shelf','id':'7'}}}}}")
                .replace('\'', '"');
    }

    @Test
    void neverReturnsWhatOnlyRequestsHave() {
        Client client = with(stateful);
        client.send("POST", "/readers", reader("r1", "'name':'Queequeg','pin':'hidden','password':'hidden'"));
        String book = client.send(
                        "POST",
                        "/books",
                        "{\"data\":{\"type\":\"book\",\"attributes\":{\"title\":\"Mardi\",\"code\":\"hidden\",\"lock\":\"hidden\"}}}")
                .body();

        assertThat(book).contains("Mardi").doesNotContain("hidden", "code", "lock");
        assertThat(client.get("/books").body()).contains("Mardi").doesNotContain("hidden", "code", "lock");
        assertThat(client.send("PATCH", "/readers/r1", reader("r1", "'pin':'hidden','age':30"))
                        .body())
                .contains("Queequeg", "30")
                .doesNotContain("hidden", "pin", "password");
        assertThat(client.get("/readers").body())
                .contains("Queequeg", "30")
                .doesNotContain("hidden", "pin", "password");
        client.delete("/books/9781");
        client.delete("/books/9782");
    }

    @Test
    void keepsRelationshipsAndRefusesTheSameIdAgain() {
        Client client = with(stateful);
        Client.Response added = client.send("POST", "/readers", reader("r2", "'name':'Starbuck'"));

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.at("/data/relationships/shelf/data/id").asText()).isEqualTo("7");
        assertThat(client.get("/readers/r2")
                        .at("/data/relationships/shelf/data/id")
                        .asText())
                .isEqualTo("7");
        assertThat(refusal(client.send("POST", "/readers", reader("r2", "'name':'Stubb'"))))
                .isEqualTo("409 pointer /data/id");
        assertThat(client.get("/readers/r2").attribute("name").asText()).isEqualTo("Starbuck");
    }

    @Test
    void errorsSayWhatIsWrongAndWhere() {
        String wrong = reader("r3", "'key':'k'");
        JsonNode error = client.send("POST", "/readers", wrong).at("/errors/0");

        assertThat(error.path("detail").asText()).isEqualTo("/data/attributes/key: must be a valid RFC 4122 UUID.");
        assertThat(client.send("POST", "/readers", wrong).at("/errors/0/id")).isNotEqualTo(error.path("id"));
        assertThat(client.header("Prefer", "example=any")
                        .get("/books/123")
                        .at("/errors/0/detail")
                        .asText())
                .isEqualTo("This operation has no examples in the contract.");
    }

    @Test
    void itsDocsAreAboutTheDocument() {
        Client reader = Client.plain(stub.address()).header("Accept", "*/*");
        assertThat(reader.get("/docs").header("Location")).isEqualTo("docs/");
        String guide = reader.get("/docs/").body();
        String reference = reader.get("/docs/reference.html").body();
        String journal = reader.header("Accept", "text/html")
                .get("/__stub?path=/books/123")
                .body();

        assertThat(guide).contains("<h1>Library</h1>", "reference.html#listBooks", "reference.html#GET-books-isbn-");
        assertThat(reference)
                .contains(
                        "id=\"GET-books-isbn-\">GET /books/{isbn}",
                        "X-Key: $T",
                        "<code>title</code>",
                        "No access token needed.")
                .doesNotContain("errors.html", "Bearer");
        assertThat(reader.get("/docs/openapi.json").at("/info/title").asText()).isEqualTo("Library");
        assertThat(journal).contains("href=\"docs/\"").doesNotContain("docs/errors.html");
        for (String page : List.of("index.html", "reference.html", "try.html")) {
            assertThat(LOCAL_LINK.matcher(reader.get("/docs/" + page).body()).results())
                    .isNotEmpty()
                    .allSatisfy(link -> assertThat(
                                    reader.get("/docs/" + link.group(1)).status())
                            .as("the link in %s to %s", page, link.group(1))
                            .isEqualTo(200));
        }
    }

    @Test
    void thereAreNoProviderStates() {
        assertThat(with(stateful).get("/__stub/states").at("/states")).isEmpty();
    }

    @Test
    void theJournalHasEveryRequest() {
        client.get("/books/77");
        client.get("/no/such/path");

        JsonNode requests = Client.plain(stub.address())
                .header("Accept", "application/json")
                .get("/__stub")
                .at("/requests");
        assertThat(requests.findValuesAsText("address")).contains("/books/77", "/no/such/path");
        assertThat(requests.findValuesAsText("operation")).contains("GET /books/{isbn}");
    }

    @Test
    void theProxySaysThatItNeedsOurOwnContract() {
        Map<String, Object> settings =
                Map.of("stub.contract", folder.resolve("json").toString(), "stub.target", "http://127.0.0.1:1");

        assertThatThrownBy(() -> new StubServer(settings).close())
                .satisfies(failure -> assertThat(Application.refusal(failure).orElse(failure.toString()))
                        .startsWith("stub.target (environment: STUB_TARGET) needs our own contract"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{openapi: 3.0.0, paths: {/pets: {get: {responses: {'200': {description: x, content: {application/json: {}}}}}}}} | bad.yaml:1:18: no operation has a request or response of the media type application/vnd.api+json",
                "{openapi: 3.1.0, paths: {/pets: {get: {responses: {'200': {description: x, content: {application/vnd.api+json: {}}}}}}}} | bad.yaml:1:2: OpenAPI 3.1.0 is not supported",
                "{openapi: 3.0.0, paths: {/pets: {get: {responses: {'200': {$ref: '#/components/responses/Pet'}}}}}} | bad.yaml:1:60: $ref #/components/responses/Pet points to nothing",
                "{openapi: 3.0.0, paths: {/pets: {get: {responses: {'200': {description: x, content: {application/vnd.api+json: {schema: {type: numbr}}}}}}}}} | bad.yaml:1:122: numbr is not a type. Write one of these: array,",
                "{openapi: 3.0.0, paths: {/pets: {get: {responses: {'200': {description: x, content: {application/vnd.api+json: {schema: {properties: {pattern: {pattern: '['}}}}}}}}}}} | bad.yaml:1:145: Java does not understand this pattern: Unclosed character class",
                "{openapi: 3.0.0, paths: {/pets: {get: {responses: {'200': {description: x, content: {application/vnd.api+json: {schema: {$ref: 'pet.yaml'}}}}}}}}} | pet.yaml:1:10: int is not a type",
                "{swagger: '2.0', paths: {}} | bad.yaml:1:1: this is not a contract",
                "{openapi: 3.0.0, paths: {}} | bad.yaml:1:1: it has no paths",
                "{openapi: 3.0.0 | bad.yaml:1:16: ",
            })
    void refusesToStartWithAnythingElse(String document, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), document);
        Files.writeString(folder.resolve("pet.yaml"), "{items: {type: int}}");

        assertThatThrownBy(() -> new StubServer(Map.of("stub.contract", file.toString())).close())
                .satisfies(failure -> assertThat(Application.refusal(failure).orElse(failure.toString()))
                        .startsWith("the contract is invalid: " + reason.strip())
                        .doesNotContain("\n"));
    }
}
