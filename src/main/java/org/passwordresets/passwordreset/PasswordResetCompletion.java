package org.passwordresets.passwordreset;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Violation;
import org.passwordresets.customer.Passwords;
import org.passwordresets.error.ApiException;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.jsonapi.Submitted;
import org.passwordresets.resource.References;

/**
 * Sets a customer's new password, once and for the right token only: the token is checked first, then the password is
 * hashed, which takes long and so stays outside the transaction, and then one transaction does it all.
 */
@Singleton
class PasswordResetCompletion {
    private static final String TOKEN = "_reset_password_token";
    private static final String PASSWORD = "customer_password";

    private final ResetTokens tokens;
    private final Passwords passwords;
    private final CompletionTransaction transaction;
    private final Clock clock;

    PasswordResetCompletion(ResetTokens tokens, Passwords passwords, CompletionTransaction transaction, Clock clock) {
        this.tokens = tokens;
        this.passwords = passwords;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What is wrong with the wish to complete a reset; nothing where there is no such wish. A storefront has no other.
     */
    List<Violation> refusals(PasswordReset reset, Submitted<?> document, Caller caller) {
        List<Violation> refusals = new ArrayList<>();
        boolean wished = !caller.seesResetTokens() || document.mentions(TOKEN) || document.mentions(PASSWORD);
        if (wished && !document.mentions(PASSWORD)) {
            refusals.add(Violation.of(PASSWORD, ValidationCode.BLANK));
        }
        if (wished && !document.mentions(TOKEN)) {
            refusals.add(Violation.of(TOKEN, ValidationCode.BLANK));
        }
        String token = document.attribute(TOKEN);
        ValidationCode verdict = token == null ? null : tokens.verdict(reset, token, clock.instant());
        if (verdict != null) {
            refusals.add(Violation.of(TOKEN, verdict));
        }
        return refusals;
    }

    /** To be called once {@link #refusals} has found none. Of several that come so far at the same time, one wins. */
    PasswordReset complete(Caller caller, PasswordReset reset, UnaryOperator<References> change, String password) {
        return transaction.execute(caller, reset, change, passwords.hash(password));
    }

    /** The token was good when it was checked, and is so no longer. */
    static ApiException refused() {
        return ApiException.invalid(Violation.of(TOKEN, ValidationCode.INVALID));
    }
}
