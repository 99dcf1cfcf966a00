package org.passwordresets.customer;

import java.time.Instant;
import org.passwordresets.auth.Caller;

/**
 * A customer's password or e-mail has changed, so that whatever could still open the account by an older way must die.
 * Published inside the transaction that changes it.
 */
public record CustomerSecured(Caller caller, String customerId, Instant at) {}
