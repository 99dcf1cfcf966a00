package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junitsupport.IgnoreMissingStateChange;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.passwordresets.stub.StubServer;

/** The stub keeps every pact, save for what is listed as an exception; and that it does not keep. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@VerificationReports({})
@IgnoreMissingStateChange // StateCheck names what is missing.
abstract class StubVerification {
    private final boolean stateful;
    private StubServer stub;
    private Verification verification;

    StubVerification(boolean stateful) {
        this.stateful = stateful;
    }

    abstract ProviderStates states(StubServer stub);

    @BeforeAll
    void start() {
        stub = new StubServer(Map.of("stub.state", stateful));
    }

    @AfterAll
    void stop() {
        stub.close();
    }

    @BeforeEach
    void aim(PactVerificationContext context) {
        String name = stateful ? "make stub STATE=on" : "make stub";
        verification = new Verification(context, name, stub.address().getPort(), states(stub));
    }

    @TestTemplate
    @ExtendWith(HttpInteractions.class)
    void keepsItsWordOrSaysWhyNot(PactVerificationContext context, HttpRequest request, TestReporter reporter) {
        Interaction interaction = verification.interaction();
        Optional<StubException> exception = StubException.of(interaction, stateful);
        if (exception.isEmpty()) {
            verification.run(request, hint(interaction), reporter);
        } else {
            assertThat(catchThrowable(() -> verification.run(request, List.of(), reporter)))
                    .as(
                            "%s, \"%s\", is kept after all: take it out of %s (%s)",
                            interaction.consumer(),
                            interaction.description(),
                            StubException.FILE,
                            exception.get().why())
                    .isInstanceOf(Unkept.class);
        }
    }

    private List<String> hint(Interaction interaction) {
        return List.of(
                "If the server keeps it and the stub cannot, say so in %s, below the reason:"
                        .formatted(StubException.FILE),
                "  %s: [\"%s\"]".formatted(interaction.consumer(), interaction.description()));
    }
}
