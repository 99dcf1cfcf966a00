package org.passwordresets.pact;

import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.support.Json;
import au.com.dius.pact.provider.ProviderResponse;
import au.com.dius.pact.provider.VerificationFailureType;
import au.com.dius.pact.provider.VerificationResult;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import kotlin.Pair;
import org.apache.hc.core5.http.HttpRequest;
import org.junit.jupiter.api.TestReporter;
import org.slf4j.LoggerFactory;

/** Tries one interaction at one provider. */
final class Verification {
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // It would tell, after each interaction, which ones are still to come.
        ((Logger) LoggerFactory.getLogger("au.com.dius.pact.provider")).setLevel(Level.ERROR);
    }

    private static final List<String> PENDING = List.of("It is pending, so that this fails nothing.");

    private final PactVerificationContext context;
    private final String provider;
    private final ProviderStates states;
    private final Interaction interaction;
    private final List<String> stateProblems;
    private ProviderResponse response;

    /**
     * Before the states are brought about. Where something is wrong with them none is, and nothing is sent.
     *
     * @param provider what people call it
     */
    Verification(PactVerificationContext context, String provider, int port, ProviderStates states) {
        this.context = context;
        this.provider = provider;
        this.states = states;
        this.interaction = interaction(context);
        this.stateProblems = StateCheck.problems(interaction);
        context.setTarget(new Target(port));
        if (stateProblems.isEmpty()) {
            context.withStateChangeHandlers(states);
        }
    }

    private static Interaction interaction(PactVerificationContext context) {
        JsonNode metadata = read(Map.of("metadata", context.getPact().getMetadata()));
        Interaction read = new InteractionReader(context.getConsumer().getName(), 4)
                .read(read(context.getInteraction().asV4Interaction().toMap(PactSpecVersion.V4)));
        return read.writtenBy(new PactDocument(metadata).specification());
    }

    private static JsonNode read(Map<String, ?> map) {
        try {
            return JSON.readTree(Json.toJson(map).serialise());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Interaction interaction() {
        return interaction;
    }

    /**
     * Sends the request, and looks at the response.
     *
     * @param request null where something is wrong with the states
     * @param hint what to do where the interaction is not kept
     * @param reporter told where a pending interaction is not kept, which fails nothing
     */
    void run(@Nullable HttpRequest request, List<String> hint, TestReporter reporter) {
        if (request == null) {
            refuse(reporter);
            return;
        }
        if (request.containsHeader("Authorization")) {
            request.setHeader("Authorization", states.authorization());
        }
        try {
            context.verifyInteraction();
        } catch (AssertionError e) {
            throw unkept(hint);
        }
        if (!context.getTestExecutionResult().isEmpty()) {
            tell(unkept(PENDING), reporter);
        }
    }

    /** A broker is to be told of it, too, where it fails nothing. */
    private void refuse(TestReporter reporter) {
        if (!context.getConsumer().getPending()) {
            throw Unkept.of(interaction, provider, stateProblems, List.of());
        }
        String id = String.valueOf(context.getInteraction().getInteractionId());
        List<VerificationFailureType> failures = stateProblems.stream()
                .<VerificationFailureType>map(VerificationFailureType.InvalidInteractionFailure::new)
                .toList();
        context.getTestExecutionResult()
                .add(new VerificationResult.Failed("Its states", "", Map.of(id, failures), true, List.of(), List.of()));
        tell(Unkept.of(interaction, provider, stateProblems, PENDING), reporter);
    }

    private static void tell(Unkept unkept, TestReporter reporter) {
        System.out.println(unkept.getMessage());
        reporter.publishEntry("pending", unkept.getMessage());
    }

    private Unkept unkept(List<String> hint) {
        return Unkept.of(interaction, provider, Mismatches.reasons(context.getTestExecutionResult(), response), hint);
    }

    /** Keeps the response, which Pact tells no more of than that its status is another one. */
    private final class Target extends HttpTestTarget {
        Target(int port) {
            super("127.0.0.1", port);
        }

        @Override
        @Nullable
        public Pair<Object, Object> prepareRequest(
                Pact pact, au.com.dius.pact.core.model.Interaction interaction, Map<String, Object> context) {
            return stateProblems.isEmpty() ? super.prepareRequest(pact, interaction, context) : null;
        }

        @Override
        public ProviderResponse executeInteraction(Object client, Object request) {
            response = super.executeInteraction(client, request);
            return response;
        }
    }
}
