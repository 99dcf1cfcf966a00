package org.passwordresets.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeSerdeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-26T07:05:09Z, 2026-11-26T07:05:09.000Z",
        "2026-01-02T23:59:59.987654321Z, 2026-01-02T23:59:59.987Z",
        "1969-12-31T23:59:59.001Z, 1969-12-31T23:59:59.001Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000Z",
        "-0001-01-01T00:00:00Z, -0001-01-01T00:00:00.000Z"
    })
    void aTimeHasMilliseconds(Instant time, String text) {
        assertThat(TimeSerde.text(time)).isEqualTo(text);
    }
}
