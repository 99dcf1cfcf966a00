package org.passwordresets.pact;

import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.loader.PactBroker;
import au.com.dius.pact.provider.junitsupport.loader.PactBrokerAuth;
import au.com.dius.pact.provider.junitsupport.loader.PactBrokerConsumerVersionSelectors;
import au.com.dius.pact.provider.junitsupport.loader.SelectorBuilder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The pacts that a broker has for the server: of each consumer the main branch, the branch that is called like this one, and
 * whatever is deployed or released. Pending pacts, and works in progress, are verified too, and fail nothing.
 */
@Provider(CommittedPact.PROVIDER)
@EnabledIf(value = "org.passwordresets.pact.BrokerSettings#nameABroker", disabledReason = "No PACT_BROKER_BASE_URL")
@ExtendWith(BrokerSettings.class)
@PactBroker(
        url = "${PACT_BROKER_BASE_URL}",
        authentication =
                @PactBrokerAuth(
                        token = "${PACT_BROKER_TOKEN:}",
                        username = "${PACT_BROKER_USERNAME:}",
                        password = "${PACT_BROKER_PASSWORD:}"),
        providerBranch = "${pact.provider.branch}",
        enablePendingPacts = "true",
        includeWipPactsSince = "${PACT_WIP_SINCE:2026-11-01}")
class BrokerProviderTest extends ServerVerification {
    /** Public, since Pact wants it so. */
    @PactBrokerConsumerVersionSelectors
    public static SelectorBuilder selectors() {
        return new SelectorBuilder().mainBranch().matchingBranch().deployedOrReleased();
    }
}
