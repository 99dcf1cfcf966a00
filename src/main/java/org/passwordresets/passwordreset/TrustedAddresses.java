package org.passwordresets.passwordreset;

import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import org.passwordresets.auth.Caller;
import org.passwordresets.customer.Customer;
import org.passwordresets.limit.Account;
import org.passwordresets.limit.SignInAttempts;
import org.passwordresets.network.ClientAddresses;

/**
 * Lets customers sign in from the IP address from which they completed a reset, however many attempts have failed: only they can
 * read their mail.
 */
@Singleton
final class TrustedAddresses {
    private final SignInAttempts signIns;
    private final ClientAddresses addresses;

    TrustedAddresses(SignInAttempts signIns, ClientAddresses addresses) {
        this.signIns = signIns;
        this.addresses = addresses;
    }

    /** A private client completes resets from its own address, not from the customer's. */
    void trust(Caller caller, Customer customer) {
        if (caller.isPublic()) {
            Account account = Account.of(customer.organizationId(), customer.mode(), customer.emailKey());
            ServerRequestContext.currentRequest().ifPresent(request -> signIns.trust(account, addresses.of(request)));
        }
    }
}
