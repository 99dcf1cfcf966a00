package org.passwordresets.contract;

import java.text.Normalizer;

/**
 * An email address as server and stub compare it. What an address may hold is said by the pattern of {@code EmailAddress} in
 * the contract.
 *
 * @param text as it is stored: normalized, in the spelling that was sent
 * @param key the same without regard to case; two addresses with one key belong to one customer
 */
public record Email(String text, String key) {
    /** Of what somebody typed or pasted. */
    public static Email of(String typed) {
        String text = normalized(typed);
        return new Email(text, Normalizer.normalize(fold(text), Normalizer.Form.NFC));
    }

    /** Without white space and invisible characters at both ends, in NFC. */
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

    /** The three that NFC replaces by a semicolon, a grave accent and a K. Left as they are, the pattern refuses them. */
    private static boolean wouldBecomeAscii(int unit) {
        return unit == '\u037E' || unit == '\u1FEF' || unit == '\u212A';
    }

    /** The same characters as the pattern lets stand at both ends. */
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
     * Lower case, letter by letter. A letter beyond ASCII never becomes one of ASCII: a dotted capital I would become an i,
     * and a look-alike address would open somebody else's account.
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
