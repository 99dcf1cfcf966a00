package org.passwordresets.customer;

import io.micronaut.core.annotation.Nullable;
import java.util.function.UnaryOperator;
import org.passwordresets.contract.Email;

/**
 * A client's changes to a customer. A null value keeps the current one, or the default of a new customer.
 *
 * @param passwordHash see {@link Passwords#hash}
 * @param attributes sets all other attributes
 */
record CustomerChange(@Nullable Email email, @Nullable String passwordHash, UnaryOperator<Customer> attributes) {
    /** Omits personal data. */
    @Override
    public String toString() {
        return "CustomerChange[]";
    }
}
