package org.passwordresets.stub.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.MovableClock;
import org.passwordresets.support.StandingServer;

/**
 * The stub responds as the server does: the same requests, good and bad, go to both, and what differs is listed in
 * {@link ParityException} with its reason. What was compared is written to target/parity.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityTest {
    private static final Contract CONTRACT = Contract.packaged();
    private static final Set<String> NULLABLE = nullable();
    private static final Path REPORT = Path.of("target/parity.md");
    /** So long that no rate limit is used up, and so short that no reset expires. */
    private static final Duration A_MOMENT = Duration.ofSeconds(11);

    private static final Instant BEGINNING = Instant.parse("2026-01-01T12:00:00Z");
    private static final int RECORDS_BEFORE = 11;

    /** Which stub it is. */
    enum Stub {
        /** Responds only from the examples. */
        EXAMPLES,
        /** Remembers what was created, changed and deleted. */
        MEMORY
    }

    private final Map<Stub, ParityReport> reports = new EnumMap<>(Stub.class);
    private final ParityWorld examplesWorld = ParityWorld.ofExamples();
    private MovableClock serverClock;
    private StubClock memoryClock;
    private Client server;
    private Client examples;
    private Client memory;
    private ParityWorld serverWorld;
    private ParityWorld memoryWorld;
    /** Whether the worlds may no longer be as they were made. */
    private boolean isSpent = true;

    private final ParityValues values = new ParityValues();
    private Response expected;
    private Response remembered;
    private int worlds;
    /** Whether no world has been made yet but those that stay. */
    private boolean isFirst = true;

    @BeforeAll
    void askAll() throws IOException {
        for (Stub stub : Stub.values()) {
            reports.put(stub, new ParityReport(stub));
        }
        try (StandingServer standing = StandingServer.start(settings());
                StubServer forgetful = new StubServer(Map.of());
                StubServer remembering = new StubServer(Map.of("stub.state", true, "stub.largest-state", 100_000))) {
            serverClock = standing.bean(MovableClock.class);
            memoryClock = remembering.bean(StubClock.class);
            serverClock.stopAt(BEGINNING);
            memoryClock.moveTo(BEGINNING, true);
            server = client(standing);
            examples = forgetful.client();
            memory = remembering.client();
            fill(remembering.bean(State.class));
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
                "auth.applications.parity-back-end.client-id", "parity",
                "auth.applications.parity-back-end.client-secret", "secret of parity",
                "auth.applications.parity-back-end.kind", "integration",
                "auth.applications.parity-back-end.mode", "test",
                "auth.applications.parity-back-end.organization-id", Identifier.random(),
                "auth.applications.parity-back-end.organization-slug", "parity");
    }

    private static Client client(StandingServer standing) {
        Client plain = Client.plain(standing.address());
        Response token = plain.header("Content-Type", "application/json").send("POST", "/oauth/token", """
                {"grant_type":"client_credentials","client_id":"parity","client_secret":"secret of parity"}""");
        return plain.header(
                        "Authorization", "Bearer " + token.at("/access_token").asText())
                .header("Accept", "application/vnd.api+json")
                .header("Content-Type", "application/vnd.api+json");
    }

    /** So that a list has more than one page on both sides, and nothing but what was made on both. */
    private void fill(State state) {
        synchronized (state) {
            state.begin();
            for (String type : List.of("customer_password_resets", "customers", "events", "event_stores")) {
                List.copyOf(state.all(type)).forEach(state::remove);
            }
        }
        for (int i = 0; i < RECORDS_BEFORE; i++) {
            beginWorlds();
            make(ParityWorld.steps().subList(0, 2));
        }
    }

    private void makeWorlds() {
        if (!isFirst) {
            pass(A_MOMENT);
            serverWorld.customers().forEach(server::delete);
            memoryWorld.customers().forEach(memory::delete);
        }
        isFirst = false;
        beginWorlds();
        make(ParityWorld.steps());
    }

    private void beginWorlds() {
        pass(A_MOMENT);
        worlds++;
        serverWorld = ParityWorld.numbered(worlds, serverClock.instant());
        memoryWorld = ParityWorld.numbered(worlds, memoryClock.instant());
    }

    private void make(List<ParityRequest> steps) {
        for (int i = 0; i < steps.size(); i++) {
            pass(A_MOMENT);
            compare(steps.get(i));
            serverWorld.made(i, expected);
            memoryWorld.made(i, remembered);
        }
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
            compare(request);
            if (story.size() == 1) {
                Response shown = request.send(examples, examplesWorld);
                reports.get(Stub.EXAMPLES).add(request, ParityShapes.between(expected, shown, NULLABLE));
            }
            isSpent = isSpent || changes(request, expected) || changes(request, remembered);
        }
    }

    private void compare(ParityRequest request) {
        expected = request.send(server, serverWorld);
        remembered = request.send(memory, memoryWorld);
        reports.get(Stub.MEMORY).add(request, values.between(request, expected, remembered));
        serverWorld.learn(expected);
        memoryWorld.learn(remembered);
    }

    /** A refused attempt with a token is counted too. */
    private static boolean changes(ParityRequest request, Response response) {
        return Set.of("POST", "PATCH", "DELETE").contains(request.method()) && response.status() < 300
                || request.method().equals("PATCH") && response.status() == 422;
    }

    @ParameterizedTest
    @EnumSource
    void respondsAsTheServerDoes(Stub stub) {
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
