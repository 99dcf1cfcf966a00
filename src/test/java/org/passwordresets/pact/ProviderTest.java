package org.passwordresets.pact;

import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import org.junit.jupiter.api.condition.DisabledIf;

/** The pacts of {@code pact/}, or of the directory that {@code pact.folder} names. */
@Provider(CommittedPact.PROVIDER)
@PactFolder("${pact.folder:pact}")
@DisabledIf(value = "org.passwordresets.pact.BrokerSettings#nameABroker", disabledReason = "The pacts are a broker's")
class ProviderTest extends ServerVerification {}
