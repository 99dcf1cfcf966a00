package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.passwordresets.contract.Contract;
import org.passwordresets.stub.StubServer;
import org.passwordresets.stub.state.ProviderState;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;

/** Names the contract's examples that are in the states, because the stateless stub cannot enter any. */
public final class StatelessStubStates extends ProviderStates {
    /** Does not have the form of an id, so no reset has it. */
    private static final String NO_ID = "deleted";

    private final Client client;
    private final Contract contract;
    private String token = "integration";

    StatelessStubStates(StubServer stub) {
        this.client = stub.client();
        this.contract = stub.bean(Contract.class);
    }

    @Override
    String authorization() {
        return "Bearer " + token;
    }

    @Override
    Map<String, Object> enter(ProviderState state, Map<String, Object> parameters) {
        return switch (state) {
            case INTEGRATION -> calls("integration");
            case SALES_CHANNEL -> calls("sales_channel");
            case INVALID_TOKEN -> calls("invalid");
            case CUSTOMER, OPEN, OPEN_OF_GUEST -> example();
            case CAN_SIGN_IN -> signIn();
            case SIGNED_IN -> {
                token = signIn().get("access_token").toString();
                yield signIn();
            }
            case EXPIRED -> exampleWith("reset_token", tokenOf("expired-token"));
            case COMPLETED, ANOTHER_COMPLETED -> exampleWith("reset_token", tokenOf("wrong-token"));
            case DELETED -> exampleWith("reset_id", NO_ID);
            case NO_CUSTOMER, CREATED -> Map.of();
        };
    }

    private Map<String, Object> calls(String newToken) {
        token = newToken;
        return Map.of();
    }

    /** The first reset that the stub shows, and its customer. */
    private Map<String, Object> example() {
        Response resets = client.get("/api/customer_password_resets");
        String id = resets.at("/data/0/id").asText();
        return Map.of(
                "reset_id",
                id,
                "reset_token",
                resets.at("/data/0/attributes/reset_password_token").asText(),
                "customer_id",
                client.get("/api/customer_password_resets/" + id + "/customer").id(),
                "customer_email",
                resets.at("/data/0/attributes/customer_email").asText());
    }

    /** As the contract's example does. */
    private Map<String, Object> signIn() {
        String example = "/content/application~1json/examples/customer/value";
        JsonNode operation = contract.operation("issueToken").definition();
        JsonNode sent = operation.at("/requestBody" + example);
        JsonNode response = operation.at("/responses/200" + example);
        return Map.of(
                "customer_id", response.path("owner_id").asText(),
                "customer_email", sent.path("username").asText(),
                "customer_password", sent.path("password").asText(),
                "client_id", sent.path("client_id").asText(),
                "access_token", response.path("access_token").asText(),
                "refresh_token", response.path("refresh_token").asText());
    }

    private Map<String, Object> exampleWith(String name, Object value) {
        Map<String, Object> values = new HashMap<>(example());
        values.put(name, value);
        return values;
    }

    /** The token that the contract's example of a request sends. */
    private String tokenOf(String request) {
        return contract.operation("updateCustomerPasswordReset")
                .definition()
                .at("/requestBody/content/application~1vnd.api+json/examples")
                .path(request)
                .at("/value/data/attributes/_reset_password_token")
                .asText();
    }
}
