package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.error.Problem;
import org.passwordresets.jsonapi.RequestVerdict;
import org.passwordresets.pact.PactCheck;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;

/**
 * The table "OpenAPI features" in the docs: each row of {@code src/test/resources/openapi-features} is supported by every tool
 * alike, or refused by all with file, line and column. All supported features are in one copy of the contract; each other
 * feature is alone. To write the table anew: {@code mvn test -Dtest=OpenApiFeaturesTest -Dfeatures.update=true}.
 */
class OpenApiFeaturesTest {
    private static final Path TABLE = Path.of("src/main/resources/docs/openapi-features.json");
    private static final List<String> TOOLS = List.of("lint", "stub", "server", "diff", "docs", "pact");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Path REDOCLY = Path.of("src/checks/node_modules/.bin/redocly");

    @TempDir
    private static Path copy;

    private static Path contract;
    private static StubServer stub;
    private static RequestVerdict server;

    @BeforeAll
    static void writeContract() throws IOException {
        contract = Files.createDirectories(copy.resolve("openapi"));
        Feature.write(contract, true, supported());
        stub = new StubServer(Map.of("stub.contract", contract.toString(), "stub.state", "on"));
        server = new RequestVerdict(Contract.in(contract));
    }

    @AfterAll
    static void stop() {
        stub.close();
    }

    private static List<Feature> supported() {
        return Feature.all().stream().filter(Feature::isSupported).toList();
    }

    static Stream<Feature> refused() {
        return Feature.all().stream().filter(feature -> !feature.isSupported());
    }

    private static Stream<Feature> attributes(String side) {
        return supported().stream().filter(feature -> feature.attribute() != null && feature.isIn(side));
    }

    @Test
    void theTableInTheDocsIsUpToDate() throws IOException {
        ArrayNode table = NODES.arrayNode();
        for (Feature feature : Feature.all()) {
            ObjectNode row = table.addObject().put("group", feature.group()).put("feature", feature.name());
            TOOLS.forEach(tool -> row.put(tool, verdict(feature, tool)));
            row.put("message", feature.refusal());
        }
        if (Boolean.getBoolean("features.update")) {
            Files.writeString(TABLE, table.toPrettyString() + "\n");
        }
        assertThat(JSON.readTree(TABLE.toFile()))
                .as("Update it: -Dfeatures.update=true")
                .isEqualTo(table);
    }

    /** The diff also compares what the others refuse. */
    private static String verdict(Feature feature, String tool) {
        if (!feature.concerns(tool)) {
            return "–";
        }
        boolean isCompared = tool.equals("diff")
                && !feature.isSupported()
                && Refusal.of(feature).diff().isEmpty();
        return feature.isSupported() || isCompared ? "supported" : "refused";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsNotSupportedIsRefusedByAll(Feature feature) {
        Refusal refusal = Refusal.of(feature);

        assertThat(refusal.findings()).hasSize(1);
        String finding = refusal.findings().get(0);
        assertThat(finding).containsPattern("^[\\w./-]+:\\d+:\\d+: ").contains(feature.refusal());
        assertThat(refusal.stub()).as("stub").isEqualTo(finding);
        assertThat(refusal.docs()).as("docs").isEqualTo(finding);
        assertThat(refusal.diff()).as("diff").isIn("", finding);
    }

    @Test
    void lintAcceptsWhatIsSupported() throws Exception {
        assertThat(ContractLint.findings(contract)).isEmpty();
        if (Files.exists(REDOCLY)) {
            Path log = copy.resolve("lint.log");
            Process lint = new ProcessBuilder(
                            REDOCLY.toString(),
                            "lint",
                            contract.resolve("openapi.yaml").toString(),
                            "--config",
                            "openapi/.redocly.yaml")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            assertThat(lint.waitFor()).as(Files.readString(log)).isZero();
        }
    }

    @Test
    void stubAndServerAcceptAndRefuseTheSameValues() {
        attributes("request").forEach(feature -> {
            feature.valid().forEach(value -> {
                Client.Response response = sent(feature, value);
                assertThat(response.status())
                        .as(feature + " " + value + response.body())
                        .isEqualTo(201);
                if (feature.isIn("response")) {
                    assertThat(response.attribute(feature.attribute()))
                            .as(feature + " " + value)
                            .isEqualTo(value);
                }
                assertThat(problem(feature, value)).as(feature + " " + value).isEmpty();
            });
            feature.invalid().forEach(value -> {
                Client.Response response = sent(feature, value);
                assertThat(response.errors())
                        .as(feature + " " + value)
                        .singleElement()
                        .asString()
                        .startsWith("422 VALIDATION_ERROR /data/attributes/" + feature.attribute());
                assertThat(response.at("/errors/0/detail").asText())
                        .contains(feature.row().path("says").asText());
                assertThat(problem(feature, value)).as(feature + " " + value).containsInstanceOf(Problem.Invalid.class);
            });
        });
    }

    @Test
    void stubAndServerAgreeAboutOddValues() {
        attributes("request").forEach(feature -> feature.tried()
                .forEach(value -> assertThat(sent(feature, value).status() == 201)
                        .as(feature + " " + value)
                        .isEqualTo(problem(feature, value).isEmpty())));
    }

    @Test
    void responsesAreCheckedAgainstTheSameSchemas() {
        ResponseCheck check = new ResponseCheck(Contract.in(contract).operation("retrieveFeature"));
        attributes("response").forEach(feature -> {
            feature.valid().forEach(value -> assertThat(departures(check, feature, value))
                    .as(feature + " " + value)
                    .isEmpty());
            feature.invalid()
                    .filter(value -> !feature.row().has("openResponses"))
                    .forEach(value -> assertThat(departures(check, feature, value))
                            .as(feature + " " + value)
                            .isNotEmpty());
        });
        supported().stream().filter(feature -> !feature.isIn("response")).forEach(feature -> assertThat(
                        departures(check, feature, feature.valid().findFirst().orElseThrow()))
                .containsExactly("/data/attributes/%s: only requests have this member (writeOnly)"
                        .formatted(feature.attribute())));
    }

    private static List<String> departures(ResponseCheck check, Feature feature, JsonNode value) {
        JsonNode document = pact(feature, value).at("/interactions/0/response/body");
        return check
                .departures(
                        200,
                        HttpHeaders.of(
                                Map.of("Content-Type", List.of("application/vnd.api+json")), (name, each) -> true),
                        document.toString().getBytes(StandardCharsets.UTF_8),
                        RequestedFields.of(Map.of("features", Set.of(feature.attribute()))))
                .stream()
                .filter(departure -> departure.contains(feature.attribute()))
                .toList();
    }

    @Test
    void whatOnlyResponsesHaveCannotBeWritten() {
        supported().stream().filter(feature -> !feature.isIn("request")).forEach(feature -> {
            JsonNode value = feature.valid().findFirst().orElseThrow();
            assertThat(sent(feature, value).errors())
                    .containsExactly("400 PARAM_NOT_ALLOWED /data/attributes/" + feature.attribute());
            assertThat(problem(feature, value)).isPresent();
        });
    }

    @Test
    void aDefaultIsFilledIn() {
        Client.Response response = stub.client().create("features", "{}");
        supported().stream().filter(feature -> feature.row().has("filled")).forEach(feature -> assertThat(
                        response.attribute(feature.attribute()))
                .as(feature.toString())
                .isEqualTo(feature.row().path("filled")));
    }

    @Test
    void stubAndServerTreatRequestsAlike() {
        supported().forEach(feature -> feature.requests().forEach(request -> {
            String method = request.path("method").asText("GET");
            String path = request.path("path").asText();
            String body = request.has("body") ? request.path("body").toString() : null;
            Client client = stub.client();
            MutableHttpRequest<?> same = request(method, path);
            for (Map.Entry<String, JsonNode> header : request.path("headers").properties()) {
                client = client.header(header.getKey(), header.getValue().asText());
                same.header(header.getKey(), header.getValue().asText());
            }
            int status = client.send(method, path, body).status();
            assertThat(status)
                    .as(feature + ": " + path)
                    .isEqualTo(request.path("status").asInt());
            Optional<Problem> problem =
                    server.problem(same, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
            assertThat(problem.isPresent()).as(feature + ": " + path).isEqualTo(status == 400 || status == 422);
        }));
    }

    private static Client.Response sent(Feature feature, JsonNode value) {
        return stub.client()
                .create(
                        "features",
                        NODES.objectNode().set(feature.attribute(), value).toString());
    }

    private static Optional<Problem> problem(Feature feature, JsonNode value) {
        return server.problem(
                request("POST", "/api/features"), document(feature, value).getBytes(StandardCharsets.UTF_8));
    }

    private static MutableHttpRequest<?> request(String method, String path) {
        return HttpRequest.create(HttpMethod.parse(method), path)
                .header("Authorization", "Bearer any")
                .header("Content-Type", "application/vnd.api+json");
    }

    private static String document(Feature feature, JsonNode value) {
        ObjectNode document = NODES.objectNode();
        document.putObject("data")
                .put("type", "features")
                .putObject("attributes")
                .set(feature.attribute(), value);
        return document.toString();
    }

    @Test
    void generatedCodeCompilesAndReadsWhatTheContractAllows() throws Exception {
        Files.copy(Path.of("pom.xml"), copy.resolve("pom.xml"));
        for (Path template : files(Path.of("openapi/templates"))) {
            Path target = copy.resolve(template);
            Files.createDirectories(target.getParent());
            Files.copy(template, target);
        }
        GeneratedCode code = GeneratedCode.of(copy);
        Path classes = GeneratedCode.compile(code.changed(), copy.resolve("classes"));

        List<String> sent = new ArrayList<>();
        attributes("request")
                .forEach(feature -> accepted(feature).forEach(value -> sent.add(document(feature, value))));
        List<String> read = read(classes, sent);

        List<String> attributes = new ArrayList<>();
        attributes("request")
                .forEach(feature -> accepted(feature).forEach(value -> attributes.add(feature.attribute())));
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            String name = attributes.get(i);
            JsonNode before = JSON.readTree(sent.get(i)).at("/data/attributes").path(name);
            JsonNode after = JSON.readTree(read.get(i)).at("/data/attributes").path(name);
            // Times, UUIDs in capitals, and numbers such as 1e2 may be written in another form.
            boolean isSame = before.isTextual() && !name.endsWith("_at")
                    ? after.asText().equalsIgnoreCase(before.asText())
                    : !after.isMissingNode();
            if (!isSame) {
                changed.add(sent.get(i) + " became " + read.get(i));
            }
        }
        assertThat(changed).isEmpty();
    }

    private static Stream<JsonNode> accepted(Feature feature) {
        return Stream.concat(feature.valid(), feature.tried().filter(value -> problem(feature, value)
                .isEmpty()));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> read(Path classes, List<String> documents) throws IOException, InterruptedException {
        Path in = copy.resolve("documents");
        Path out = copy.resolve("read");
        Files.write(in, documents);
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes + File.pathSeparator + System.getProperty("java.class.path"),
                        FeatureReader.class.getName(),
                        "org.passwordresets.generated.model.FeatureCreate",
                        in.toString(),
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(copy.resolve("reader.log").toFile())
                .start();
        assertThat(reader.waitFor())
                .as(Files.readString(copy.resolve("reader.log")))
                .isZero();
        return Files.readAllLines(out);
    }

    @Test
    void diffSeesEachAttribute(@TempDir Path before) throws IOException {
        Feature.write(before, true, List.of());

        ContractDifference difference = ContractDifference.between(Bases.in(before), Bases.in(contract));

        assertThat(difference.of(Verdict.NOT_JUDGED)).isEmpty();
        assertThat(ContractDifference.between(Bases.in(contract), Bases.in(contract))
                        .changes())
                .isEmpty();
        String changes = difference.changes().toString();
        supported().stream()
                .filter(feature -> feature.attribute() != null && feature.concerns("diff"))
                .forEach(feature -> assertThat(changes).as(feature.toString()).contains(feature.attribute()));
    }

    @Test
    void docsShowEachAttribute() {
        ContractBundle bundle = ContractBundle.in(contract);
        JsonNode shown = bundle.document().at("/components/schemas/FeatureRows/properties");
        supported().stream()
                .filter(feature -> feature.attribute() != null && feature.concerns("docs"))
                .forEach(feature -> assertThat(shown.has(feature.attribute()))
                        .as(feature.toString())
                        .isTrue());
        // One of the examples has a $ref as data.
        assertThat(bundle.document().findValuesAsText("$ref"))
                .allMatch(reference -> reference.startsWith("#/components/") || reference.equals("urn:order:7"));
    }

    @Test
    void pactCheckAcceptsAndRefusesTheSameValues() {
        PactCheck check = new PactCheck(Contract.in(contract));
        attributes("response").filter(feature -> feature.concerns("pact")).forEach(feature -> {
            feature.valid().forEach(value -> assertThat(check.departures(pact(feature, value)))
                    .as(feature + " " + value)
                    .isEmpty());
        });
        attributes("request").filter(feature -> !feature.isIn("response")).forEach(feature -> assertThat(
                        check.departures(
                                pact(feature, feature.valid().findFirst().orElseThrow())))
                .as(feature.toString())
                .singleElement()
                .asString()
                .contains("is only ever sent"));
    }

    private static JsonNode pact(Feature feature, JsonNode value) {
        try {
            ObjectNode pact = (ObjectNode) JSON.readTree("""
                    {"consumer": {"name": "features"}, "provider": {"name": "customer-password-resets"}, "interactions": [{
                      "description": "a feature",
                      "request": {"method": "GET", "path": "/api/features/xYZkjABcde", "headers": {"Authorization": "Bearer any"}},
                      "response": {"status": 200, "headers": {"Content-Type": "application/vnd.api+json"},
                        "body": {"data": {"type": "features", "id": "xYZkjABcde", "attributes": {}}}}}],
                     "metadata": {"pactSpecification": {"version": "3.0.0"}}}
                    """);
            ((ObjectNode) pact.at("/interactions/0/response/body/data/attributes")).set(feature.attribute(), value);
            return pact;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
