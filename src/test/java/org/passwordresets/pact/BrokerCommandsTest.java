package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.pact.BrokerDouble.Request;

/** {@code make pact-publish} and {@code make can-i-deploy}: what they put to a broker, and how they end. */
class BrokerCommandsTest {
    private static final String TOKEN = "a-token-that-nobody-may-read";
    private static final Path COMMAND = Path.of("src/test/pact/node_modules/.bin/pact");

    @TempDir
    Path directory;

    private final Map<String, String> settings = new HashMap<>();
    private BrokerDouble broker;

    /** How a command ended, and what it said. */
    private record Ended(int status, String output) {}

    @BeforeEach
    void start() throws Exception {
        broker = new BrokerDouble("Bearer " + TOKEN);
        settings.put("PACT_BROKER_BASE_URL", broker.address());
        settings.put("PACT_BROKER_TOKEN", TOKEN);
        settings.put("PACT_VERSION", "4f5a1c0");
        settings.put("PACT_BRANCH", "faster-resets");
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void publishesThePactsOfTheFolder() throws Exception {
        assumeInstalled();
        Ended ended = make("pact-publish");

        assertThat(ended.status()).as(ended.output()).isZero();
        List<JsonNode> published = published();
        assertThat(published)
                .extracting(contracts -> contracts.path("pacticipantName").asText())
                .containsExactlyInAnyOrderElementsOf(CommittedPact.files(CommittedPact.DIRECTORY).stream()
                        .map(file -> new PactDocument(CommittedPact.read(file)).consumer())
                        .toList());
        assertThat(published).allSatisfy(contracts -> {
            assertThat(contracts.path("pacticipantVersionNumber").asText()).isEqualTo("4f5a1c0");
            assertThat(contracts.path("branch").asText()).isEqualTo("faster-resets");
            assertThat(content(contracts).path("interactions"))
                    .isEqualTo(committed(contracts).path("interactions"));
        });
        assertThat(ended.output()).contains("Pact successfully published").doesNotContain("Warning", TOKEN);
    }

    @Test
    void publishesThePactsOfAnotherFolder() throws Exception {
        assumeInstalled();
        CommittedPact.write(directory.resolve("one.json"), CommittedPact.text(SamplePact.with("a reset to delete")));
        settings.put("PACTS", directory.toString());

        Ended ended = make("pact-publish");
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(published()).hasSize(1);
        assertThat(content(published().get(0)).path("interactions")).hasSize(1);
    }

    @Test
    void aPublicationThatIsRefusedFails() throws Exception {
        assumeInstalled();
        settings.put("PACT_BROKER_TOKEN", "not-" + TOKEN);
        Ended ended = make("pact-publish");

        assertThat(ended.status()).isNotZero();
        assertThat(published()).isEmpty();
        assertThat(ended.output()).doesNotContain(TOKEN);
    }

    @Test
    void whatKeepsItsWordMayBeDeployed() throws Exception {
        assumeInstalled();
        broker.deployable(true);
        settings.put("TO", "production");
        Ended ended = make("can-i-deploy");

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(broker.requests("GET", "/matrix"))
                .extracting(Request::path)
                .singleElement()
                .asString()
                .contains(
                        "q[][pacticipant]=customer-password-resets", "q[][version]=4f5a1c0", "environment=production");
        assertThat(ended.output()).doesNotContain(TOKEN);
    }

    @Test
    void whatDoesNotMayNot() throws Exception {
        assumeInstalled();
        broker.deployable(false);
        settings.put("TO", "production");

        assertThat(make("can-i-deploy").status()).isNotZero();
        assertThat(broker.requests("GET", "/matrix")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pact-publish", "can-i-deploy"})
    void aMissingBrokerIsSaidInALine(String target) throws Exception {
        settings.remove("PACT_BROKER_BASE_URL");
        Ended ended = make(target);

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output().lines())
                .filteredOn(line -> !line.startsWith("make"))
                .containsExactly("Set PACT_BROKER_BASE_URL=https://… (pact/README.md)");
    }

    private List<JsonNode> published() {
        return broker.requests("POST", "/contracts/publish").stream()
                .map(Request::body)
                .toList();
    }

    private static JsonNode content(JsonNode contracts) throws Exception {
        return new ObjectMapper()
                .readTree(Base64.getDecoder()
                        .decode(contracts.at("/contracts/0/content").asText()));
    }

    private static JsonNode committed(JsonNode contracts) {
        String consumer = contracts.path("pacticipantName").asText();
        return CommittedPact.files(CommittedPact.DIRECTORY).stream()
                .map(CommittedPact::read)
                .filter(pact -> new PactDocument(pact).consumer().equals(consumer))
                .findFirst()
                .orElseThrow();
    }

    /** The tests install nothing. */
    private static void assumeInstalled() {
        assumeTrue(
                Files.isExecutable(COMMAND), "Pact's command is not here: make pact installs it, with npm and Node 20");
    }

    /** With these settings alone, whatever the environment says of a broker or of a make above this one. */
    private Ended make(String target) throws Exception {
        ProcessBuilder command = new ProcessBuilder("make", "--no-print-directory", target).redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.matches("PACT.*|MAKE.*|MFLAGS|TO"));
        command.environment().putAll(settings);
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
