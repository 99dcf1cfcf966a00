package org.passwordresets.policy;

/** Whether a token completes a reset, and if not, why. */
public enum TokenVerdict {
    ACCEPTED,
    EXPIRED,
    /** The reset no longer has a token. The response does not reveal whether this was the right one. */
    INVALIDATED,
    /** Counts against the reset: see {@link PasswordResetConfiguration#wrongTokens()}. */
    WRONG
}
