package org.passwordresets.pact;

import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junitsupport.IgnoreMissingStateChange;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.passwordresets.support.Client;
import org.passwordresets.support.ServerTest;

/** The whole server keeps every pact; where these come from is said by the class that extends this one. */
@VerificationReports({})
@IgnoreMissingStateChange // StateCheck names what is missing.
abstract class ServerVerification extends ServerTest {
    private Verification verification;

    @BeforeEach
    void aim(PactVerificationContext context) {
        verification = new Verification(
                context,
                "the server",
                server.getPort(),
                new ServerStates(backEnd(), storefront(), Client.plain(server.getURI()), database()));
    }

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        String prefix = "auth.applications.public-storefront.";
        properties.put(prefix + "client-id", ServerStates.PUBLIC_CLIENT);
        properties.put(prefix + "kind", "sales_channel");
        properties.put(prefix + "mode", "test");
        properties.put(prefix + "organization-id", "AAAAAAAAAA");
        properties.put(prefix + "organization-slug", "aaaaaaaaaa");
        return properties;
    }

    @TestTemplate
    @ExtendWith(HttpInteractions.class)
    void keepsItsWord(PactVerificationContext context, HttpRequest request, TestReporter reporter) {
        verification.run(request, List.of(), reporter);
    }
}
