package org.passwordresets.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A window that slides: what is older than it no longer counts, request by request. */
class SlidingWindowTest {
    /** The window is kept in an array that grows: any limit, and any place to start from, gives the same count. */
    @Test
    void countsAlikeHoweverItGrows() {
        for (int limit = 1; limit < 40; limit++) {
            for (int before = 0; before < 10; before++) {
                SlidingWindow grown = new SlidingWindow(limit, Duration.ofSeconds(10));
                for (int i = 0; i < before; i++) {
                    grown.take(i);
                }
                for (int i = 0; i < limit; i++) {
                    assertThat(grown.take(20_000 + i).remaining()).isEqualTo(limit - 1 - i);
                }
                assertThat(grown.take(29_999).pause()).isEqualTo(Duration.ofMillis(1));
                assertThat(grown.take(30_000).isRefused()).isFalse();
            }
        }
    }

    private final SlidingWindow window = new SlidingWindow(3, Duration.ofSeconds(10));

    @Test
    void allowsAsManyAsTheLimitAndSaysHowManyAreLeft() {
        assertThat(window.take(1_000).remaining()).isEqualTo(2);
        assertThat(window.take(1_000).remaining()).isEqualTo(1);
        assertThat(window.take(2_500).remaining()).isZero();
        assertThat(window.take(3_000).isRefused()).isTrue();
    }

    @Test
    void saysHowLongToWaitRoundedUpToSeconds() {
        window.take(1_000);
        window.take(2_000);
        window.take(3_000);

        RateLimitStatus refused = window.take(4_700);

        assertThat(refused.pause()).isEqualTo(Duration.ofMillis(6_300));
        assertThat(refused.retryAfterSeconds()).isEqualTo(7);
    }

    @Test
    void letsOneMoreInForEachThatHasGrownTooOld() {
        window.take(1_000);
        window.take(2_000);
        window.take(3_000);

        assertThat(window.take(10_999).isRefused()).isTrue();
        assertThat(window.take(11_000).isRefused()).isFalse();
        assertThat(window.take(11_000).isRefused()).isTrue();
        assertThat(window.take(12_000).isRefused()).isFalse();
    }

    @Test
    void doesNotCountWhatItRefuses() {
        for (int time = 0; time < 100; time++) {
            window.take(time);
        }
        assertThat(window.look(10_002).remaining()).isEqualTo(3);
    }
}
