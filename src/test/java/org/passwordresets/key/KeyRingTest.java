package org.passwordresets.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.Setting;

/** Which of several keys is used, and which are needed. A token lives 2 hours. */
class KeyRingTest {
    @ParameterizedTest
    @CsvSource({
        // The second key is used from 10:00 on, the third one from 14:00 on.
        "09:59:59, first,  first second third",
        "10:00:00, second, first second third",
        "11:59:59, second, first second third",
        "12:00:00, second, second third",
        "14:00:00, third,  second third",
        "16:00:00, third,  third",
    })
    void oneKeyIsUsedAndThoseOfLivingTokensAreNeeded(String time, String newest, String needed) {
        Clock clock = Clock.fixed(at(time), ZoneOffset.UTC);
        Setting setting = Setting.of("the.key");
        KeyRing<String> keys = new KeyRing<>(
                clock,
                setting,
                "a text",
                List.of(
                        new KeyRing.Timed<>(setting, "third", at("14:00:00")),
                        new KeyRing.Timed<>(setting, "first", Instant.MIN),
                        new KeyRing.Timed<>(setting, "second", at("10:00:00"))),
                Function.identity());
        assertThat(keys.newest()).isEqualTo(newest);
        assertThat(keys.neededWithin(Duration.ofHours(2))).containsExactly(needed.split(" "));
        assertThat(keys.find("second")).contains("second");
        assertThat(keys.find("fourth")).isEmpty();
        assertThat(keys.oldestFirst()).containsExactly("first", "second", "third");
    }

    private static Instant at(String time) {
        return Instant.parse("2027-01-31T" + time + "Z");
    }
}
