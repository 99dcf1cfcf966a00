package org.passwordresets.customer;

import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import org.passwordresets.contract.Email;
import org.passwordresets.json.JsonNullable;

/**
 * What a client wishes a customer to be. What is null or absent stays as it is, or has its default in a new customer.
 *
 * @param passwordHash see {@link Passwords#hash}
 */
record CustomerChange(
        @Nullable Email email,
        @Nullable String passwordHash,
        JsonNullable<String> shopperReference,
        JsonNullable<String> reference,
        JsonNullable<String> referenceOrigin,
        @Nullable Map<String, Object> metadata) {
    /** Without what belongs to the person. */
    @Override
    public String toString() {
        return "CustomerChange[" + reference + "]";
    }
}
