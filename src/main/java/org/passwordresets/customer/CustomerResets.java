package org.passwordresets.customer;

import java.time.Instant;
import org.passwordresets.auth.Caller;

/**
 * The password resets of a customer; customers know nothing else about resets. Call each method in the transaction that has
 * locked the customer, so that both change together or not at all.
 */
public interface CustomerResets {
    /** Invalidates the customer's active resets after a change of the email address or password. */
    void invalidate(Caller caller, String customerId, Instant now);

    /** Deletes the resets together with their customer. */
    void delete(Caller caller, String customerId, Instant now);
}
