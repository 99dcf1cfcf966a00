package org.passwordresets.jsonapi;

import java.util.concurrent.ThreadLocalRandom;

/** Makes the ids of resources: 10 ASCII letters, such as {@code xYZkjABcde}. They name things and guard nothing. */
public final class Identifier {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 10;

    private Identifier() {}

    /** Whether the text has the form of an id; the databases would overlook space behind one. */
    public static boolean isOne(String text) {
        return text.length() == LENGTH && text.chars().allMatch(letter -> LETTERS.indexOf(letter) >= 0);
    }

    /** A new one: one of 52 to the power of 10. */
    public static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] id = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            id[i] = LETTERS.charAt(random.nextInt(LETTERS.length()));
        }
        return new String(id);
    }
}
