package org.passwordresets.pact;

import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import org.passwordresets.stub.StubServer;

/** The stub as {@code make stub STATE=on} starts it. */
@Provider(CommittedPact.PROVIDER)
@PactFolder("pact")
class StatefulStubVerificationTest extends StubVerification {
    StatefulStubVerificationTest() {
        super(true);
    }

    @Override
    ProviderStates states(StubServer stub) {
        return new StatefulStubStates(stub);
    }
}
