package org.passwordresets.customer;

/**
 * An e-mail address as a customer is known by it.
 *
 * @param text as it was written, without surrounding space
 * @param key the same without regard to case: two addresses with one key belong to one customer
 */
public record Email(String text, String key) {
    /** From what somebody typed. */
    public static Email of(String typed) {
        String text = typed.strip();
        return new Email(text, fold(text));
    }

    /**
     * Lower case, letter by letter. A letter beyond ASCII never becomes one of ASCII: the Kelvin sign would become a k, and
     * a look-alike address would open somebody else's account.
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
