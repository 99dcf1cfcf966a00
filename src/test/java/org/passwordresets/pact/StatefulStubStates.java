package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.passwordresets.stub.StubServer;
import org.passwordresets.stub.state.ProviderState;
import org.passwordresets.support.Client;

/** Lets the stateful stub enter the states by itself. */
public final class StatefulStubStates extends ProviderStates {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Client client;
    private String token = "integration";

    StatefulStubStates(StubServer stub) {
        this.client = Client.plain(stub.address()).header("Content-Type", "application/json");
    }

    @Override
    String authorization() {
        return "Bearer " + token;
    }

    @Override
    Map<String, Object> enter(ProviderState state, Map<String, Object> parameters) {
        Client.Response entered = client.send(
                "POST",
                "/__stub/states",
                JSON.valueToTree(Map.of("state", state.text(), "params", parameters, "action", "setup"))
                        .toString());
        assertThat(entered.status()).as(entered.body()).isEqualTo(200);
        Map<String, Object> values = JSON.convertValue(entered.json(), new TypeReference<>() {});
        token = (String) values.getOrDefault("access_token", token);
        return values;
    }
}
