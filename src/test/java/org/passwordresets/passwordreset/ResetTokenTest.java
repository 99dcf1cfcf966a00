package org.passwordresets.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResetTokenTest {
    private static final int TOKENS = 2_000;

    /** In so many tokens, a random bit is set about every second time. */
    @Test
    void has120RandomBits() {
        Set<String> tokens = new HashSet<>();
        int[] set = new int[120];
        for (int i = 0; i < TOKENS; i++) {
            String token = ResetToken.random().text();
            assertThat(token).matches("[A-Za-z0-9_-]{20}");
            tokens.add(token);
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            assertThat(bytes).hasSize(set.length / 8);
            for (int bit = 0; bit < set.length; bit++) {
                set[bit] += bytes[bit / 8] >> (bit % 8) & 1;
            }
        }
        assertThat(tokens).hasSize(TOKENS);
        assertThat(Arrays.stream(set).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(TOKENS * 2 / 5, TOKENS * 3 / 5));
    }
}
