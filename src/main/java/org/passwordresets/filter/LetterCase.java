package org.passwordresets.filter;

/** Lower case as the databases have it: {@code LOWER} under {@code utf8mb4_unicode_520_ci}. */
final class LetterCase {
    /** Deseret, the last letters with case in Unicode 5.2. */
    private static final int LAST = 0x10427;

    /** From and to, in turn: letters that got their lower case after Unicode 5.2, so that the databases leave them alone. */
    private static final int[] YOUNGER = {
        0x037F, 0x037F, 0x0526, 0x052F, 0x10C7, 0x10CD, 0x13A0, 0x13F5, 0x1C80, 0x1CBF,
        0x2C2F, 0x2C2F, 0x2CF2, 0x2CF2, 0xA660, 0xA660, 0xA698, 0xA69B, 0xA78D, 0xA7FF,
    };

    private LetterCase() {}

    /** One character becomes one character, wherever it stands: the Kelvin sign a k, a dotted capital I an i. */
    static int lower(int codePoint) {
        return isYounger(codePoint) ? codePoint : Character.toLowerCase(codePoint);
    }

    private static boolean isYounger(int codePoint) {
        for (int i = 0; i < YOUNGER.length; i += 2) {
            if (codePoint >= YOUNGER[i] && codePoint <= YOUNGER[i + 1]) {
                return true;
            }
        }
        return codePoint > LAST;
    }
}
