package org.passwordresets.pact;

import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import org.apache.hc.core5.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.passwordresets.support.ServerTest;

/** The whole server keeps every pact; where these come from is said by the class that extends this one. */
abstract class ServerVerification extends ServerTest {
    private ProviderStates states;

    @BeforeEach
    void aim(PactVerificationContext context) {
        states = new ProviderStates(backEnd(), storefront(), database());
        context.setTarget(new HttpTestTarget("127.0.0.1", server.getPort()));
        context.withStateChangeHandlers(states);
    }

    @TestTemplate
    @ExtendWith(PactVerificationInvocationContextProvider.class)
    void keepsItsWord(PactVerificationContext context, HttpRequest request) {
        if (request.containsHeader("Authorization")) {
            request.setHeader("Authorization", states.authorization());
        }
        context.verifyInteraction();
    }
}
