package org.passwordresets.policy;

import java.time.Instant;

/**
 * The state of a reset's token.
 *
 * @param invalidated whether it was consumed, or invalidated by another completion, a change of the customer's account, or
 *     too many wrong tokens
 * @param expiresAt when it expires
 */
public record TokenState(boolean invalidated, Instant expiresAt) {
    /** Whether the token can be used. Integrations see active tokens only. */
    public boolean isActive(Instant now) {
        return !invalidated && !isExpired(now);
    }

    private boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /**
     * The verdict on a token that a client sent. Only the right token gets the verdict that it has expired.
     *
     * @param matches whether it is the reset's token
     */
    public TokenVerdict verdict(boolean matches, Instant now) {
        if (invalidated) {
            return TokenVerdict.INVALIDATED;
        }
        if (!matches) {
            return TokenVerdict.WRONG;
        }
        return isExpired(now) ? TokenVerdict.EXPIRED : TokenVerdict.ACCEPTED;
    }
}
