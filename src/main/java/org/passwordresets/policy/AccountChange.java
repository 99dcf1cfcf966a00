package org.passwordresets.policy;

import io.micronaut.core.annotation.Nullable;
import org.passwordresets.contract.Email;

/**
 * A change of what opens a customer's account.
 *
 * @param address whether the email address becomes another one; another spelling of it is no other address
 * @param password whether a password is set
 * @param first whether the customer had none before
 */
public record AccountChange(boolean address, boolean password, boolean first) {
    /** @param to null where the address stays */
    public static AccountChange of(Email from, @Nullable Email to, boolean setsPassword, boolean hadPassword) {
        return new AccountChange(to != null && !to.key().equals(from.key()), setsPassword, !hadPassword);
    }

    /** A new password and nothing else. */
    public static AccountChange password(boolean hadPassword) {
        return new AccountChange(false, true, !hadPassword);
    }

    /** Whether the customer's active resets are invalidated: they could still open the account by the way it was. */
    public boolean invalidatesResets() {
        return address || password;
    }

    /** Whether {@code customers.create_password} is recorded. */
    public boolean createsPassword() {
        return password && first;
    }
}
