package org.passwordresets.filter;

import java.util.stream.IntStream;
import org.passwordresets.filter.Predicate.Comparison;

/** A pattern of characters and wildcards for the four comparisons that ignore case. The databases match it with LIKE. */
public final class TextPattern {
    private static final int ANY_ONE = -1;
    private static final int ANY = -2;

    /** Code points and the two wildcards. */
    private final int[] parts;

    private TextPattern(int[] parts) {
        this.parts = parts;
    }

    /** In a pattern from the caller, {@code %} and {@code _} are wildcards, unless a backslash precedes them. */
    public static TextPattern of(Comparison comparison, String value) {
        IntStream any = IntStream.of(ANY);
        IntStream literal = value.codePoints();
        return new TextPattern(
                switch (comparison) {
                    case STARTS -> IntStream.concat(literal, any).toArray();
                    case ENDS -> IntStream.concat(any, literal).toArray();
                    case CONTAINS ->
                        IntStream.concat(IntStream.concat(any, literal), IntStream.of(ANY))
                                .toArray();
                    case MATCHES_PATTERN -> parts(literal.toArray());
                    default -> throw new IllegalArgumentException(comparison + " has no pattern");
                });
    }

    private static int[] parts(int[] characters) {
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

    /** The pattern for LIKE. */
    public String like(char escape) {
        StringBuilder like = new StringBuilder();
        for (int part : parts) {
            switch (part) {
                case ANY -> like.append('%');
                case ANY_ONE -> like.append('_');
                case '%', '_' -> like.append(escape).append((char) part);
                default ->
                    like.append(part == escape ? String.valueOf(escape) : "").appendCodePoint(part);
            }
        }
        return like.toString();
    }

    /**
     * Whether text in memory matches. The time is at most proportional to the product of both lengths; a regular expression
     * could take polynomial time of a high degree for a pattern with many {@code %}.
     */
    boolean matches(String text) {
        int[] characters = text.codePoints().map(LetterCase::lower).toArray();
        int at = 0;
        int part = 0;
        int lastAny = -1;
        int coveredByAny = 0;
        while (at < characters.length) {
            if (part < parts.length && parts[part] == ANY) {
                lastAny = part++;
                coveredByAny = at;
            } else if (part < parts.length && matches(parts[part], characters[at])) {
                part++;
                at++;
            } else if (lastAny >= 0) {
                // It is enough to extend the last % by one character: the match before it stays valid.
                part = lastAny + 1;
                at = ++coveredByAny;
            } else {
                return false;
            }
        }
        return IntStream.range(part, parts.length).allMatch(rest -> parts[rest] == ANY);
    }

    private static boolean matches(int part, int character) {
        return part == ANY_ONE || part >= 0 && LetterCase.lower(part) == character;
    }
}
