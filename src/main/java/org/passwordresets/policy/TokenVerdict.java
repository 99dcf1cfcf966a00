package org.passwordresets.policy;

/** Whether a token that was sent completes a reset, or why it does not. */
public enum TokenVerdict {
    ACCEPTED,
    EXPIRED,
    /** The reset no longer has a token, so nobody is told whether this was it. */
    INVALIDATED,
    /** Counts against the reset: see {@link PasswordResetConfiguration#wrongTokens()}. */
    WRONG
}
