package org.passwordresets.policy;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import org.passwordresets.contract.Violation;
import org.passwordresets.generated.model.ValidationCode;

/** Validates a request to complete a reset, beyond the contract's schema. */
public final class CompletionRules {
    /** The attribute that carries the token. */
    public static final String TOKEN = "_reset_password_token";
    /** The attribute that carries the new password. */
    public static final String PASSWORD = "customer_password";

    private CompletionRules() {}

    /**
     * Requires the token and the password together: if one is missing, the error points at it.
     *
     * @param required whether the caller must send both, because it may do nothing else with a reset
     * @param verdict on the token; null if there was no token to check
     */
    public static List<Violation> violations(
            boolean hasToken, boolean hasPassword, boolean required, @Nullable TokenVerdict verdict) {
        List<Violation> violations = new ArrayList<>();
        if (!hasPassword && (hasToken || required)) {
            violations.add(Violation.of(PASSWORD, ValidationCode.BLANK));
        }
        if (!hasToken && (hasPassword || required)) {
            violations.add(Violation.of(TOKEN, ValidationCode.BLANK));
        }
        if (verdict != null && verdict != TokenVerdict.ACCEPTED) {
            violations.add(refused(verdict));
        }
        return violations;
    }

    /** The violation for a token that does not complete the reset. */
    public static Violation refused(TokenVerdict verdict) {
        return Violation.of(TOKEN, verdict == TokenVerdict.EXPIRED ? ValidationCode.EXPIRED : ValidationCode.INVALID);
    }
}
