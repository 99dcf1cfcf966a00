package org.passwordresets.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passwordresets.contract.Contract;
import org.passwordresets.resource.Identifier;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Answer;
import org.passwordresets.support.MovableClock;
import org.passwordresets.support.StandingServer;

/**
 * The stub answers as the server does: the same requests, good and bad, go to both, and what differs is listed in
 * {@link ParityException} with its reason. What was compared is written to target/parity.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityTest {
    private static final Contract CONTRACT = Contract.packaged();
    private static final Set<String> NULLABLE = nullable();
    private static final Path REPORT = Path.of("target/parity.md");
    /** So long that no rate limit is used up, and so short that no reset expires. */
    private static final Duration A_MOMENT = Duration.ofSeconds(11);

    private static final int RECORDS_BEFORE = 12;

    /** Which stub it is. */
    enum Stub {
        /** Answers from the examples alone. */
        EXAMPLES,
        /** Remembers what was created, changed and deleted. */
        MEMORY
    }

    private final Map<Stub, ParityReport> reports = new EnumMap<>(Stub.class);
    private final ParityWorld examplesWorld = ParityWorld.ofExamples();
    private MovableClock serverClock;
    private MovableClock memoryClock;
    private Client server;
    private Client examples;
    private Client memory;
    private ParityWorld serverWorld;
    private ParityWorld memoryWorld;
    /** Whether the worlds may no longer be as they were made. */
    private boolean isSpent = true;

    @BeforeAll
    void askAll() throws IOException {
        for (Stub stub : Stub.values()) {
            reports.put(stub, new ParityReport(stub));
        }
        try (StandingServer standing = StandingServer.start(settings());
                StubServer forgetful = new StubServer(Map.of());
                StubServer remembering =
                        new StubServer(Map.of("stub.state", true, "stub.largest-state", 100_000), "story")) {
            serverClock = standing.bean(MovableClock.class);
            memoryClock = remembering.bean(MovableClock.class);
            server = client(standing);
            examples = forgetful.client();
            memory = remembering.client();
            fill();
            ParityRequests.of(CONTRACT).forEach(request -> ask(List.of(request)));
            ParityStories.all().forEach(this::ask);
        }
        Files.writeString(REPORT, ParityReport.text(reports.values()));
    }

    /** An organization of its own, in which nobody else makes records, and the limits that everybody has. */
    private static Map<String, Object> settings() {
        return Map.of(
                "rate-limits.test", "100",
                "rate-limits.test-burst", "25",
                "auth.integration-lifetime", "8760h",
                "auth.applications.parity.client-id", "parity",
                "auth.applications.parity.client-secret", "secret of parity",
                "auth.applications.parity.kind", "integration",
                "auth.applications.parity.mode", "test",
                "auth.applications.parity.organization-id", Identifier.random(),
                "auth.applications.parity.organization-slug", "parity");
    }

    private static Client client(StandingServer standing) {
        Client plain = Client.plain(standing.address());
        Answer token = plain.header("Content-Type", "application/json").send("POST", "/oauth/token", """
                {"grant_type":"client_credentials","client_id":"parity","client_secret":"secret of parity"}""");
        return plain.header(
                        "Authorization", "Bearer " + token.at("/access_token").asText())
                .header("Accept", "application/vnd.api+json")
                .header("Content-Type", "application/vnd.api+json");
    }

    /** So that a list has more than one page on both sides, and as many records; only events cannot be deleted. */
    private void fill() {
        memory.get("/api/customers").at("/data").findValuesAsText("self").forEach(memory::delete);
        for (int i = 0; i < RECORDS_BEFORE; i++) {
            makeWorlds();
        }
    }

    private void makeWorlds() {
        pass(A_MOMENT);
        serverWorld = ParityWorld.madeBy(server);
        memoryWorld = ParityWorld.madeBy(memory);
    }

    private void pass(Duration time) {
        serverClock.forward(time);
        memoryClock.forward(time);
    }

    private void ask(List<ParityRequest> story) {
        if (isSpent || story.size() > 1) {
            makeWorlds();
        }
        isSpent = story.size() > 1;
        for (ParityRequest request : story) {
            pass(request.name().contains("expired-token") ? Duration.ofHours(6) : A_MOMENT);
            Answer expected = request.send(server, serverWorld);
            Answer remembered = request.send(memory, memoryWorld);
            reports.get(Stub.MEMORY).add(request, ParityDifference.betweenRecords(expected, remembered));
            if (story.size() == 1) {
                Answer shown = request.send(examples, examplesWorld);
                reports.get(Stub.EXAMPLES).add(request, ParityDifference.between(expected, shown, NULLABLE));
            }
            serverWorld.learn(expected);
            memoryWorld.learn(remembered);
            isSpent = isSpent || changes(request, expected) || changes(request, remembered);
        }
    }

    /** What is created stands beside the others; a refused attempt with a token is counted too. */
    private static boolean changes(ParityRequest request, Answer answer) {
        return Set.of("PATCH", "DELETE").contains(request.method())
                && (answer.status() < 300 || answer.status() == 422);
    }

    @ParameterizedTest
    @EnumSource
    void answersAsTheServerDoes(Stub stub) {
        assertThat(reports.get(stub).requests()).isGreaterThan(1000);
        assertThat(reports.get(stub).unexplained()).as("No exception explains").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachExceptionStillHolds(Stub stub) {
        assertThat(reports.get(stub).idle()).as("No longer an exception").isEmpty();
    }

    /** The members of any schema that may be null. */
    private static Set<String> nullable() {
        Set<String> names = new LinkedHashSet<>();
        CONTRACT.operations()
                .forEach(operation -> collectNullable(operation.definition().path("responses"), names));
        return names;
    }

    private static void collectNullable(JsonNode node, Set<String> names) {
        node.path("properties").properties().stream()
                .filter(property -> property.getValue().path("nullable").asBoolean())
                .forEach(property -> names.add(property.getKey()));
        node.forEach(child -> collectNullable(child, names));
    }
}
