package org.passwordresets.resource;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Makes the ids of resources: 10 ASCII letters, such as {@code xYZkjABcde}. An id opens nothing, but nobody can tell from one
 * which the others are.
 */
public final class Identifier {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /** In letters. */
    public static final int LENGTH = 10;
    /** How many ids there are: 52 to the power of 10. */
    private static final long ALL = 144_555_105_949_057_024L;
    /** The largest multiple of {@link #ALL} below 2 to the power of 63: up to there, every id is equally likely. */
    private static final long EVEN = Long.MAX_VALUE / ALL * ALL;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Identifier() {}

    /** Whether the text has the form of an id; the databases would overlook space behind one. */
    public static boolean isOne(String text) {
        return text.length() == LENGTH && text.chars().allMatch(letter -> LETTERS.indexOf(letter) >= 0);
    }

    /** A new one, unpredictable. */
    public static String random() {
        long number = number();
        char[] id = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            id[i] = LETTERS.charAt((int) (number % LETTERS.length()));
            number /= LETTERS.length();
        }
        return new String(id);
    }

    /** All of it in one call of the generator, which costs more than the rest. */
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
