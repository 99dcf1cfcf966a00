package org.passwordresets.resource;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Creates the ids of resources: 10 ASCII letters, such as {@code xYZkjABcde}. An id is not a secret, but nobody can derive
 * other ids from it.
 */
public final class Identifier {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /** The number of letters. */
    public static final int LENGTH = 10;
    /** The number of possible ids: 52 to the power of 10. */
    private static final long ALL = 144_555_105_949_057_024L;
    /** The largest multiple of {@link #ALL} below 2 to the power of 63. Below it, every id is equally likely. */
    private static final long EVEN = Long.MAX_VALUE / ALL * ALL;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Identifier() {}

    /** Whether the text is a well-formed id. The databases would ignore trailing spaces. */
    public static boolean isOne(String text) {
        return text.length() == LENGTH && text.chars().allMatch(letter -> LETTERS.indexOf(letter) >= 0);
    }

    /** A new, unpredictable id. */
    public static String random() {
        long number = number();
        char[] id = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            id[i] = LETTERS.charAt((int) (number % LETTERS.length()));
            number /= LETTERS.length();
        }
        return new String(id);
    }

    /** Gets all random bits in one call of the generator, because the call is the expensive part. */
    private static long number() {
        byte[] bytes = new byte[Long.BYTES];
        long number;
        do {
            RANDOM.nextBytes(bytes);
            number = ByteBuffer.wrap(bytes).getLong() & Long.MAX_VALUE;
        } while (number >= EVEN);
        return number;
    }
}
