package org.passwordresets.policy;

import java.time.Instant;

/**
 * What has become of a reset's token.
 *
 * @param invalidated whether it was consumed, or invalidated by another completion, a change of the customer's account, or
 *     too many wrong tokens
 * @param expiresAt when it can no longer be used
 */
public record TokenState(boolean invalidated, Instant expiresAt) {
    /** Whether it can be used, so that integrations are shown it. */
    public boolean isActive(Instant now) {
        return !invalidated && !isExpired(now);
    }

    private boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /**
     * What to say to a token that was sent. Only the right one is told that it is too late.
     *
     * @param matches whether it is the reset's
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
