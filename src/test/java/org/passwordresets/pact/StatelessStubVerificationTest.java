package org.passwordresets.pact;

import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import org.passwordresets.stub.StubServer;

/** The stub as {@code make stub} starts it. */
@Provider(CommittedPact.PROVIDER)
@PactFolder("pact")
class StatelessStubVerificationTest extends StubVerification {
    StatelessStubVerificationTest() {
        super(false);
    }

    @Override
    ProviderStates states(StubServer stub) {
        return new StatelessStubStates(stub);
    }
}
