package org.passwordresets.passwordreset;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A reset token: 20 URL-safe characters with 120 random bits.
 *
 * @param text the token, a secret
 */
record ResetToken(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 15;

    static ResetToken random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new ResetToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Omits the token. */
    @Override
    public String toString() {
        return "ResetToken[secret]";
    }
}
