package org.passwordresets.contract;

import java.text.Normalizer;

/**
 * An email address as the server and the stub compare it. The pattern of {@code EmailAddress} in the contract defines which
 * addresses are valid.
 *
 * @param text the stored text: normalized, in the spelling that was sent
 * @param key the text without differences in case; addresses with the same key belong to one customer
 */
public record Email(String text, String key) {
    /** Normalizes what a person typed or pasted. */
    public static Email of(String typed) {
        String text = normalized(typed);
        return new Email(text, Normalizer.normalize(fold(text), Normalizer.Form.NFC));
    }

    /** Removes white space and invisible characters at both ends, and converts to NFC. */
    public static String normalized(String typed) {
        int start = 0;
        int end = typed.length();
        while (start < end && isTrimmed(typed.charAt(start))) {
            start++;
        }
        while (end > start && isTrimmed(typed.charAt(end - 1))) {
            end--;
        }
        String trimmed = typed.substring(start, end);
        return trimmed.chars().anyMatch(Email::wouldBecomeAscii)
                ? trimmed
                : Normalizer.normalize(trimmed, Normalizer.Form.NFC);
    }

    /**
     * NFC would replace these three by a semicolon, a grave accent and a K. They stay unchanged, so that the pattern rejects
     * them.
     */
    private static boolean wouldBecomeAscii(int unit) {
        return unit == '\u037E' || unit == '\u1FEF' || unit == '\u212A';
    }

    /** The same characters that the pattern allows at both ends. */
    private static boolean isTrimmed(char unit) {
        return switch (unit) {
            case ' ', '\u0085', '\u00A0', '\u3000', '\uFEFF' -> true;
            default ->
                unit >= '\t' && unit <= '\r'
                        || unit >= '\u2000' && unit <= '\u200F'
                        || unit >= '\u2028' && unit <= '\u202F'
                        || unit >= '\u205F' && unit <= '\u206F';
        };
    }

    /**
     * Lower case, letter by letter. A non-ASCII letter never becomes an ASCII letter: otherwise a dotted capital I would
     * become an i, and a look-alike address could open another person's account.
     */
    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().map(Email::lower).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static int lower(int codePoint) {
        int lower = Character.toLowerCase(codePoint);
        return codePoint > 127 && lower <= 127 ? codePoint : lower;
    }
}
