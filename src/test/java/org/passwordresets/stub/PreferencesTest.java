package org.passwordresets.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.error.ApiException;

/** How {@code Prefer} is split: RFC 7240, section 2. */
class PreferencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "example=a                             | example=a",
                "example=\"a\"                         | example=a",
                "example=\"a, b\"                      | example=\"a, b\"",
                "example=\"a; code=404\"               | example=\"a; code=404\"",
                "example=\"say \\\"hi\\\"\"            | example=\"say \\\"hi\\\"\"",
                "example=a/b                           | example=\"a/b\"",
                "EXAMPLE = a ,  Code = 404             | code=404, example=a",
                "code=404; reason=\"a, code=500\"      | code=404",
                "return=minimal; foo=\"x, dynamic\"    | ",
                "handling=lenient, code=404, delay=1   | code=404, delay=1",
                "code=404, code=500                    | code=404",
                ", ,code=404,,                         | code=404",
                "dynamic                               | dynamic=true",
                "dynamic=\"true\", seed=\"7\"          | dynamic=true, seed=7",
                "dynamic=\"\"                          | dynamic=true",
                "unknown=\"x                           | error",
                "=404                                  | error",
                "code=404 example=a                    | error",
                "code=40x                              | error",
                "code=101                              | error",
                "code=\"99\"                           | error",
            })
    void splitsAsTheStandardSays(String header, String applied) {
        if ("error".equals(applied)) {
            assertThatThrownBy(() -> Preferences.of(List.of(header))).isInstanceOf(ApiException.class);
        } else {
            assertThat(Preferences.of(List.of(header)).applied()).isEqualTo(applied == null ? "" : applied);
        }
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(Preferences.of(List.of("code=404", "example=a, code=500")).applied())
                .isEqualTo("code=404, example=a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example=\"", "a=\"\\\\", ";;;;,,,,;", "a;\"b"})
    void takesLinearTime(String piece) {
        String header = piece.repeat(20_000);
        long start = System.nanoTime();
        try {
            Preferences.of(List.of(header));
        } catch (ApiException refused) {
            assertThat(refused.problem().detail()).isNotEmpty();
        }
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }
}
