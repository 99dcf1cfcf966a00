package org.passwordresets.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns in memory, as the databases match them with LIKE. */
class TextPatternTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "abc, abc, true",
                "abc, ab, false",
                "ab, abc, false",
                "abc, a_c, true",
                "abc, a__, true",
                "abc, a_, false",
                "abc, %, true",
                "abc, %c, true",
                "abc, a%, true",
                "abc, %b%, true",
                "abc, %d%, false",
                "abcabd, a%abd, true",
                "aab, %ab, true",
                "mississippi, m%iss%ip%i, true",
                "mississippi, m%iss%ix%i, false",
                "a%c, a\\%c, true",
                "abc, a\\%c, false",
                "a_c, a\\_c, true",
                "abc, a\\_c, false",
                "a\\, a\\, true",
                "a\\, a\\\\, true",
                "abc, a\\bc, true",
                "\"\", \"\", true",
                "\"\", %%, true",
                "\"\", _, false",
                "a.c, a.c, true",
                "abc, a.c, false",
                "a\ud83d\ude00c, a_c, true"
            })
    void matchesAsTheDatabasesDo(String text, String pattern, boolean matches) {
        assertThat(matchesText(text, pattern)).isEqualTo(matches);
    }

    @Test
    @Timeout(10)
    void takesNoPowerOfTheLength() {
        long start = System.nanoTime();
        assertThat(matchesText("a".repeat(255), "%a".repeat(2000) + "b")).isFalse();
        assertThat(matchesText("a".repeat(255), "%a_".repeat(80) + "%b")).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    private static boolean matchesText(String text, String pattern) {
        return TextPattern.of(Predicate.Comparison.MATCHES_PATTERN, pattern).matches(text);
    }
}
