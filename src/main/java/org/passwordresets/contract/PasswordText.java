package org.passwordresets.contract;

import io.micronaut.core.annotation.Nullable;
import java.text.Normalizer;
import org.passwordresets.generated.model.ValidationCode;

/** What the server and the stub make of a password as it was typed. */
public final class PasswordText {
    private PasswordText() {}

    /** Converts to NFC, because keyboards differ in how they compose letters. Keeps white space. */
    public static String normalized(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC);
    }

    /** What is wrong with a password of valid length; null if nothing is. */
    @Nullable
    static ValidationCode fault(String password) {
        if (password.codePoints().allMatch(PasswordText::isWhiteSpace)) {
            return ValidationCode.BLANK;
        }
        return password.indexOf('\0') < 0 ? null : ValidationCode.INVALID;
    }

    private static boolean isWhiteSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }
}
