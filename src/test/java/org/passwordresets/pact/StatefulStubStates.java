package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.provider.junitsupport.State;
import java.util.Map;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;

/** Brings a stub that remembers into the states, by HTTP alone. What has passed in time it cannot bring about. */
public final class StatefulStubStates extends ProviderStates {
    private final Client client;

    StatefulStubStates(StubServer stub) {
        super(stub.client(), stub.client(), null);
        this.client = stub.client();
    }

    @Override
    @State("no customer has the e-mail address")
    void noCustomer(Map<String, Object> parameters) {
        assertThat(client.get("/api/customers?filter[q][email_eq]=" + parameters.get("email"))
                        .at("/meta/record_count")
                        .asInt())
                .isZero();
    }

    @Override
    @State("a password reset has expired")
    Map<String, Object> expired() {
        return open(Map.of());
    }

    @Override
    @State("password resets were created")
    void created(Map<String, Object> parameters) {
        for (int i = 0; i < ((Number) parameters.get("count")).intValue(); i++) {
            open(Map.of());
        }
    }
}
