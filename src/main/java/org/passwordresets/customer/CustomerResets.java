package org.passwordresets.customer;

import java.time.Instant;
import org.passwordresets.auth.Caller;

/**
 * The password resets of a customer, which this room knows nothing else of. Each method is called inside the transaction that
 * has locked the customer, so that the customer and the resets change together or not at all.
 */
public interface CustomerResets {
    /** Invalidates those that could still open the account by the way it was. */
    void invalidate(String customerId, Instant now);

    /** Deletes them with their customer. */
    void delete(Caller caller, String customerId, Instant now);
}
