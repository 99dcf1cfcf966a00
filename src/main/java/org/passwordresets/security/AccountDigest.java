package org.passwordresets.security;

import jakarta.inject.Singleton;
import java.util.HexFormat;
import org.passwordresets.contract.Email;
import org.passwordresets.key.TokenKeys;

/**
 * A name for an account that cannot be turned back into its address: 16 hexadecimal digits of a MAC. Until the key is
 * rotated, the same address gets the same name, so that attempts on one account can be counted, and whoever has the key can
 * look up an address.
 */
@Singleton
final class AccountDigest {
    /** No reset token has this form, so that no MAC of one is ever written here. */
    private static final String CONTEXT = "account in the security log: ";

    private static final int BYTES = 8;

    private final TokenKeys keys;

    AccountDigest(TokenKeys keys) {
        this.keys = keys;
    }

    String of(Email account) {
        return HexFormat.of().formatHex(keys.newest().mac(CONTEXT + account.key()), 0, BYTES);
    }
}
