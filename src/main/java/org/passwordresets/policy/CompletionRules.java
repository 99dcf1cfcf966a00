package org.passwordresets.policy;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import org.passwordresets.contract.Violation;
import org.passwordresets.generated.model.ValidationCode;

/** What is wrong with a request to complete a reset, beyond what the contract's schema knows. */
public final class CompletionRules {
    /** The attribute that carries the token. */
    public static final String TOKEN = "_reset_password_token";
    /** The attribute that carries the new password. */
    public static final String PASSWORD = "customer_password";

    private CompletionRules() {}

    /**
     * The token and the password go together: one without the other is an error at the missing one.
     *
     * @param required whether the caller can do nothing else with a reset, and so must send both
     * @param verdict on the token; null where there was none to try
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

    /** What a caller is told of a token that does not complete the reset. */
    public static Violation refused(TokenVerdict verdict) {
        return Violation.of(TOKEN, verdict == TokenVerdict.EXPIRED ? ValidationCode.EXPIRED : ValidationCode.INVALID);
    }
}
