package org.passwordresets.customer;

import java.time.Instant;
import org.passwordresets.auth.Caller;

/** A customer is about to be deleted. Published inside the transaction that deletes it, before it does. */
public record CustomerLeaving(Caller caller, String customerId, Instant at) {}
