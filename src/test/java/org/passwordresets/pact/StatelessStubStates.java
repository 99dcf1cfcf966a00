package org.passwordresets.pact;

import au.com.dius.pact.provider.junitsupport.State;
import java.util.HashMap;
import java.util.Map;
import org.passwordresets.contract.Contract;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;

/** Names the contract's examples that are in the states: a stub that remembers nothing cannot be brought into any. */
public final class StatelessStubStates extends ProviderStates {
    /** Not of the form of an id, so that no reset has it. */
    private static final String NOBODYS_ID = "deleted";

    private final Client client;
    private final Contract contract;

    StatelessStubStates(StubServer stub) {
        super(stub.client(), stub.client(), null);
        this.client = stub.client();
        this.contract = stub.bean(Contract.class);
    }

    @Override
    @State("a customer exists")
    Map<String, Object> customer() {
        return example();
    }

    @Override
    @State("no customer has the e-mail address")
    void noCustomer(Map<String, Object> parameters) {}

    @Override
    @State("a password reset is open")
    Map<String, Object> open(Map<String, Object> parameters) {
        return example();
    }

    @Override
    @State("a password reset of a guest is open")
    Map<String, Object> openOfGuest() {
        return example();
    }

    @Override
    @State("a password reset has expired")
    Map<String, Object> expired() {
        return exampleWith("reset_token", tokenOf("expired-token"));
    }

    @Override
    @State("a password reset has been completed")
    Map<String, Object> completed() {
        return exampleWith("reset_token", tokenOf("wrong-token"));
    }

    @Override
    @State("another password reset of the customer has been completed")
    Map<String, Object> anotherCompleted() {
        return exampleWith("reset_token", tokenOf("wrong-token"));
    }

    @Override
    @State("a password reset has been deleted")
    Map<String, Object> deleted() {
        return exampleWith("reset_id", NOBODYS_ID);
    }

    @Override
    @State("password resets were created")
    void created(Map<String, Object> parameters) {}

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
