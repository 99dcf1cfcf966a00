package org.passwordresets.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line says before it does anything: it opens no database. */
class CommandLineTest {
    private static Admin admin() {
        return new Admin(() -> {
            throw new AssertionError("The database must not be opened");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``              | Missing required subcommand. See admin --help.",
                "recoun          | Unmatched argument: 'recoun'. Did you mean recount? See admin --help.",
                "applications    | Missing required subcommand. See admin applications --help.",
                "applications rotate-secret x --overlap soon | Invalid value for option '--overlap': 'soon' is not a time such as 30m or 24h. See admin applications rotate-secret --help.",
                "applications create --kind king | Invalid value for option '--kind': expected one of [INTEGRATION, SALES_CHANNEL, WEBAPP] (case-insensitive) but was 'king'. See admin applications create --help.",
                "organizations create --name Acme | Missing required option: '--slug=SLUG'. See admin organizations create --help.",
                "aplications list | Unmatched arguments: 'aplications', 'list'. Did you mean applications or organizations? See admin --help.",
                "recount --jsn   | Unknown option: '--jsn'. Did you mean --json? See admin recount --help.",
                "recount all     | Unmatched argument: 'all'. See admin recount --help.",
            })
    void aMistakeIsOneLine(String line, String error) {
        Admin.Result result = admin().run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).isEmpty();
        assertThat(result.errors()).isEqualTo(error + "\n");
    }

    @Test
    void eachCommandExplainsItself() {
        assertThat(admin().run("--help").output()).contains("organizations", "applications", "recount", "purge");
        assertThat(admin().run("recount", "--help"))
                .matches(result -> result.code() == 0 && result.errors().isEmpty())
                .extracting(Admin.Result::output)
                .asString()
                .contains("Usage: admin recount", "--json");
    }
}
