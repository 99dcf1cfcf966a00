package org.passwordresets.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.demo.FreePort;
import org.passwordresets.support.Settings;
import picocli.CommandLine.Model.CommandSpec;

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
                "recoun          | There is no command recoun. Did you mean recount? See admin --help.",
                "aplications list | There is no command aplications. Did you mean applications? See admin --help.",
                "applications    | Missing required subcommand. See admin applications --help.",
                "recount --jsn   | There is no option --jsn. Did you mean --json? See admin recount --help.",
                "applications create --organisation acme --name A | There is no option --organisation. Did you mean --organization? See admin applications create --help.",
                "organizations create --nam=A --slug a | There is no option --nam. Did you mean --name? See admin organizations create --help.",
                "organizations create --name A --name B --slug a | option '--name' (NAME) should be specified only once. See admin organizations create --help.",
                "organizations create --name Acme | Missing required option: '--slug=SLUG'. See admin organizations create --help.",
                "applications rename x | Missing required parameter: 'NAME'. See admin applications rename --help.",
                "recount all     | There is an argument too many. See admin recount --help.",
                "applications rotate-secret x --overlap soon | --overlap must be a time such as 30m or 24h. See admin applications rotate-secret --help.",
                "applications create --kind king | --kind must be integration or sales_channel or webapp. See admin applications create --help.",
                "keys make --from tomorrow | --from must be a time such as 2027-01-31T00:00:00Z. See admin keys make --help.",
                "recount --json=yes | --json takes no value. See admin recount --help.",
            })
    void aMistakeIsOneLine(String line, String error) {
        Admin.Result result = admin().run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).isEmpty();
        assertThat(result.errors()).isEqualTo(error + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "applications create --client-secret SECRET",
                "applications create --client-secret=SECRET",
                "applications rotate-secret x SECRET",
                "applications rotate-secret x --overlap SECRET",
                "applications rotate-secret x --overlap=SECRET",
                "applications create --kind SECRET",
                "applications create --public=SECRET",
                "applications SECRET",
                "SECRET",
                "-SECRET",
                "--SECRET",
                "keys make --from SECRET",
            })
    void aSecretInTheWrongPlaceIsNotRepeated(String line) {
        String secret = "Hunter2-Correct_Horse";
        Admin.Result result = admin().run(line.replace("SECRET", secret).split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output() + result.errors()).doesNotContainIgnoringCase("hunter2");
    }

    @Test
    void aMistakeIsJsonIfAsked() {
        assertThat(admin().run("applications", "rename", "--json").errors())
                .isEqualTo("{\"error\":\"Missing required parameters: 'CLIENT_ID', 'NAME'."
                        + " See admin applications rename --help.\"}\n");
        assertThat(admin().run("--json", "recount").errors())
                .isEqualTo("{\"error\":\"There is no option --json. See admin --help.\"}\n");
        assertThat(notStarting(Map.of("rate-limits.live", 0))
                        .run("recount", "--json")
                        .errors())
                .startsWith("{\"error\":\"rate-limits.live (environment: RATE_LIMITS_LIVE) is 0;");
    }

    /** The beans are those of the server, which does not start with these settings. */
    private static Admin notStarting(Map<String, Object> settings) {
        return new Admin(() -> Settings.start(settings));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "jdbc:postgresql://127.0.0.1/app",
                "jdbc:mysql://app:hunter2@127.0.0.1:port/app",
                "mysql://127.0.0.1/app"
            })
    void anAddressOfTheDatabaseThatCannotBeReadIsOneSentence(String url) {
        assertThat(notStarting(withDatabase(url)).run("recount"))
                .isEqualTo(new Admin.Result(
                        1,
                        "",
                        "datasources.default.url (environment: DATASOURCES_DEFAULT_URL) must be an address such as"
                                + " jdbc:mysql://db.example.com:3306/app.\n"));
    }

    @Test
    void noAddressOfTheDatabaseIsOneSentence() {
        assumeTrue(System.getenv("DATASOURCES_DEFAULT_URL") == null, "the environment names a database");
        assertThat(notStarting(Map.of("datasources.default.enabled", true))
                        .run("recount")
                        .errors())
                .isEqualTo("datasources.default.url (environment: DATASOURCES_DEFAULT_URL) is missing.\n");
    }

    @Test
    void aDatabaseThatIsAwayIsOneSentence() {
        Admin.Result result = notStarting(withDatabase("jdbc:mysql://127.0.0.1:" + FreePort.find() + "/app"))
                .run("recount");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).isEmpty();
        assertThat(result.errors().lines()).hasSize(1);
        assertThat(result.errors()).startsWith("The database is unavailable; ").doesNotContain("Exception", "hunter2");
    }

    private static Map<String, Object> withDatabase(String url) {
        return Map.of(
                "datasources.default.enabled",
                true,
                "datasources.default.url",
                url,
                "datasources.default.username",
                "app",
                "datasources.default.password",
                "hunter2",
                "flyway.datasources.default.enabled",
                true);
    }

    /** Down to the last subcommand. */
    @TestFactory
    Stream<DynamicTest> eachCommandExplainsItself() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return all(CommandSpec.forAnnotatedObject(new AdminCommand(nowhere, nowhere, null)))
                .map(command -> DynamicTest.dynamicTest(command.qualifiedName(), () -> {
                    String name = command.qualifiedName();
                    Admin.Result help = admin().run((name + " --help")
                            .substring("admin ".length())
                            .split(" "));
                    assertThat(help.code()).isZero();
                    assertThat(help.errors()).isEmpty();
                    assertThat(help.output()).startsWith("Usage: " + name);
                    if (command.subcommands().isEmpty()) {
                        assertThat(help.output()).contains("--json");
                    } else {
                        assertThat(help.output()).contains(command.subcommands().keySet());
                    }
                }));
    }

    private static Stream<CommandSpec> all(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().values().stream().flatMap(line -> all(line.getCommandSpec())));
    }
}
