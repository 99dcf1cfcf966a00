package org.passwordresets.customer;

import io.micronaut.core.annotation.Nullable;
import java.util.function.UnaryOperator;
import org.passwordresets.contract.Email;

/**
 * What a client wishes a customer to be. What is null stays as it is, or has its default in a new customer.
 *
 * @param passwordHash see {@link Passwords#hash}
 * @param attributes sets all others
 */
record CustomerChange(@Nullable Email email, @Nullable String passwordHash, UnaryOperator<Customer> attributes) {
    /** Without what belongs to the person. */
    @Override
    public String toString() {
        return "CustomerChange[]";
    }
}
