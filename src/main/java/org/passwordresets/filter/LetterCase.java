package org.passwordresets.filter;

/** Lower case as the databases compute it: {@code LOWER} under {@code utf8mb4_unicode_520_ci}. */
final class LetterCase {
    /** The last capital letter in Unicode 5.2, in Deseret. */
    private static final int LAST = 0x10427;

    /**
     * Ranges, from and to in turn, of letters that got a lower case after Unicode 5.2, so that the databases do not change
     * them.
     */
    private static final int[] YOUNGER = {
        0x037F, 0x037F, 0x0526, 0x052F, 0x10C7, 0x10CD, 0x13A0, 0x13F5, 0x1C80, 0x1CBF,
        0x2C2F, 0x2C2F, 0x2CF2, 0x2CF2, 0xA660, 0xA660, 0xA698, 0xA69B, 0xA78D, 0xA7FF,
    };

    private LetterCase() {}

    /**
     * Each character becomes one character, independent of its context: the Kelvin sign becomes k, a dotted capital I becomes
     * i.
     */
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
