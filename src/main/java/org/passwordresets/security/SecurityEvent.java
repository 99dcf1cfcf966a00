package org.passwordresets.security;

import java.util.Locale;

/** What the security log records. */
public enum SecurityEvent {
    /** A customer signed in. */
    SIGN_IN,
    /** Somebody could not sign in as a customer. */
    SIGN_IN_FAILED,
    /** An attempt to sign in was refused without verifying the password, because there were too many. */
    SIGN_IN_LIMITED,
    /** An application got a token of its own. */
    APPLICATION_SIGN_IN,
    /** Somebody sent a wrong client secret. */
    APPLICATION_SIGN_IN_FAILED,
    /** A refresh token was exchanged. */
    TOKEN_REFRESHED,
    /** A refresh token was refused. */
    REFRESH_FAILED,
    /** A refresh token was used again, which ended all tokens of its family. */
    REFRESH_TOKEN_REUSED,
    /** A token was revoked by its owner. */
    TOKEN_REVOKED,
    /** A reset token was wrong, expired or no longer valid. */
    RESET_TOKEN_REFUSED,
    /** An administrator ran a command. */
    ADMIN_COMMAND,
    /** Entries were lost, because they came faster than they could be written. */
    ENTRIES_DROPPED;

    /** The name in the table: {@code sign_in}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
