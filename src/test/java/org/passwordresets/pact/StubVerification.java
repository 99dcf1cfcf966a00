package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.passwordresets.stub.StubServer;

/** The stub keeps every pact of {@code pact/}, save for what is listed as an exception; and that it does not keep. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StubVerification {
    private final boolean stateful;
    private StubServer stub;
    private ProviderStates states;

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
        states = states(stub);
        context.setTarget(new HttpTestTarget("127.0.0.1", stub.address().getPort()));
        context.withStateChangeHandlers(states);
    }

    @TestTemplate
    @ExtendWith(PactVerificationInvocationContextProvider.class)
    void keepsItsWordOrSaysWhyNot(PactVerificationContext context, HttpRequest request) {
        if (request.containsHeader("Authorization")) {
            request.setHeader("Authorization", states.authorization());
        }
        String interaction = context.getInteraction().getDescription();
        Optional<StubException> exception = StubException.of(interaction, stateful);
        if (exception.isEmpty()) {
            context.verifyInteraction();
        } else {
            assertThat(catchThrowable(context::verifyInteraction))
                    .as("%s: kept after all, so take it out of StubException.%s", interaction, exception.get())
                    .isInstanceOf(AssertionError.class);
        }
    }
}
