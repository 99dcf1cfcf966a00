package org.passwordresets.pact;

import au.com.dius.pact.provider.junitsupport.State;
import java.util.Map;
import org.passwordresets.stub.state.ProviderState;

/** Calls for each state that a pact names what brings a provider into it. {@link ProviderState} lists the states. */
public abstract class ProviderStates {
    /**
     * Brings the provider into the state.
     *
     * @return the state's values
     */
    abstract Map<String, Object> enter(ProviderState state, Map<String, Object> parameters);

    /** The Authorization header of the caller that the states name; by default that of an integration. */
    abstract String authorization();

    @State("an integration calls")
    Map<String, Object> integration(Map<String, Object> parameters) {
        return enter(ProviderState.INTEGRATION, parameters);
    }

    @State("a sales channel calls")
    Map<String, Object> salesChannel(Map<String, Object> parameters) {
        return enter(ProviderState.SALES_CHANNEL, parameters);
    }

    @State("the access token is not valid")
    Map<String, Object> invalid(Map<String, Object> parameters) {
        return enter(ProviderState.INVALID_TOKEN, parameters);
    }

    @State("a customer can sign in")
    Map<String, Object> canSignIn(Map<String, Object> parameters) {
        return enter(ProviderState.CAN_SIGN_IN, parameters);
    }

    @State("a customer has signed in")
    Map<String, Object> signedIn(Map<String, Object> parameters) {
        return enter(ProviderState.SIGNED_IN, parameters);
    }

    @State("a customer exists")
    Map<String, Object> customer(Map<String, Object> parameters) {
        return enter(ProviderState.CUSTOMER, parameters);
    }

    @State("no customer has the e-mail address")
    Map<String, Object> noCustomer(Map<String, Object> parameters) {
        return enter(ProviderState.NO_CUSTOMER, parameters);
    }

    @State("a password reset is open")
    Map<String, Object> open(Map<String, Object> parameters) {
        return enter(ProviderState.OPEN, parameters);
    }

    @State("a password reset of a guest is open")
    Map<String, Object> openOfGuest(Map<String, Object> parameters) {
        return enter(ProviderState.OPEN_OF_GUEST, parameters);
    }

    @State("a password reset has expired")
    Map<String, Object> expired(Map<String, Object> parameters) {
        return enter(ProviderState.EXPIRED, parameters);
    }

    @State("a password reset has been completed")
    Map<String, Object> completed(Map<String, Object> parameters) {
        return enter(ProviderState.COMPLETED, parameters);
    }

    @State("another password reset of the customer has been completed")
    Map<String, Object> anotherCompleted(Map<String, Object> parameters) {
        return enter(ProviderState.ANOTHER_COMPLETED, parameters);
    }

    @State("a password reset has been deleted")
    Map<String, Object> deleted(Map<String, Object> parameters) {
        return enter(ProviderState.DELETED, parameters);
    }

    @State("password resets were created")
    Map<String, Object> created(Map<String, Object> parameters) {
        return enter(ProviderState.CREATED, parameters);
    }
}
