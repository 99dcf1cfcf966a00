package org.passwordresets.policy;

import io.micronaut.core.annotation.Nullable;
import org.passwordresets.contract.Email;

/**
 * A change to a customer's email address or password.
 *
 * @param address whether the email address changes; a different spelling of the same address is no change
 * @param password whether a password is set
 * @param first whether it is the customer's first password
 */
public record AccountChange(boolean address, boolean password, boolean first) {
    /** @param to null if the address stays the same */
    public static AccountChange of(Email from, @Nullable Email to, boolean setsPassword, boolean hadPassword) {
        return new AccountChange(to != null && !to.key().equals(from.key()), setsPassword, !hadPassword);
    }

    /** A new password and no other change. */
    public static AccountChange password(boolean hadPassword) {
        return new AccountChange(false, true, !hadPassword);
    }

    /**
     * Whether to invalidate the customer's active resets and to end the access of those who have signed in, because both belong
     * to the old address or password.
     */
    public boolean invalidatesResets() {
        return address || password;
    }

    /** Whether to record {@code customers.create_password}. */
    public boolean createsPassword() {
        return password && first;
    }
}
