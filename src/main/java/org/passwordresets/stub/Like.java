package org.passwordresets.stub;

import java.util.stream.IntStream;

/**
 * SQL's LIKE for text in memory: {@code %} stands for any characters, {@code _} for one, and a backslash makes the next
 * character stand for itself. The time is bounded by the product of both lengths, whatever the pattern; a regular expression
 * would take a power of the text's length for a pattern of many {@code %}.
 */
final class Like {
    private static final int ANY_ONE = -1;
    private static final int ANY = -2;

    private Like() {}

    static boolean matches(String text, String pattern) {
        int[] characters = text.codePoints().toArray();
        int[] parts = parts(pattern);
        int at = 0;
        int part = 0;
        int lastAny = -1;
        int coveredByAny = 0;
        while (at < characters.length) {
            if (part < parts.length && parts[part] == ANY) {
                lastAny = part++;
                coveredByAny = at;
            } else if (part < parts.length && (parts[part] == ANY_ONE || parts[part] == characters[at])) {
                part++;
                at++;
            } else if (lastAny >= 0) {
                // It is enough to let the last % cover one character more: what came before it stays matched.
                part = lastAny + 1;
                at = ++coveredByAny;
            } else {
                return false;
            }
        }
        return IntStream.range(part, parts.length).allMatch(rest -> parts[rest] == ANY);
    }

    private static int[] parts(String pattern) {
        int[] characters = pattern.codePoints().toArray();
        IntStream.Builder parts = IntStream.builder();
        for (int i = 0; i < characters.length; i++) {
            switch (characters[i]) {
                case '%' -> parts.add(ANY);
                case '_' -> parts.add(ANY_ONE);
                case '\\' -> parts.add(i + 1 < characters.length ? characters[++i] : '\\');
                default -> parts.add(characters[i]);
            }
        }
        return parts.build().toArray();
    }
}
