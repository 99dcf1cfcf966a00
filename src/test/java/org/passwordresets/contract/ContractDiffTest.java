package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What `make diff` says about altered copies of the contract. */
class ContractDiffTest {
    private static final String RESETS = "customer_password_resets.yaml";
    private static final String CUSTOMERS = "customers.yaml";
    private static final String SHARED = "shared.yaml";
    private static final String ROOT = "openapi.yaml";
    private static final String ENCODED =
            "request data attributes _reset_password_token: contentEncoding (none) is now base64";

    @TempDir
    Path project;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void copyContract() throws IOException {
        for (String copy : List.of("before", "openapi")) {
            Path directory = Files.createDirectories(project.resolve(copy));
            try (Stream<Path> files = Files.list(Path.of("openapi"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                    Files.copy(file, directory.resolve(file.getFileName()));
                }
            }
        }
        alter("before/" + ROOT, "\n  version: [0-9.]+\n", "\n  version: 1.0.0\n");
        setVersion("1.0.0");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("nothing", ROOT, "^", "# a comment\n", "1.0.0", "nothing has changed"),
                change(
                        "a description",
                        RESETS,
                        "One password reset\\.",
                        "A password reset.",
                        "1.0.1",
                        "only words have changed"),
                change(
                        "an example",
                        RESETS,
                        "summary: The token has expired",
                        "summary: Too late",
                        "1.0.1",
                        "only words"),
                change(
                        "a renamed attribute",
                        RESETS,
                        "reset_password_at:\n        type",
                        "completed_at:\n        type",
                        "2.0.0",
                        "breaking  response data attributes reset_password_at is gone"),
                change(
                        "a removed response attribute",
                        CUSTOMERS,
                        "      has_password:\n(        .*\n)+?(?=      shopper)",
                        "",
                        "2.0.0",
                        "breaking  response data attributes has_password is gone"),
                change(
                        "a removed operation",
                        CUSTOMERS,
                        "    delete:\n      operationId: deleteCustomer\n(      .*\n)+",
                        "",
                        "2.0.0",
                        "DELETE /api/customers/{id} is gone"),
                change(
                        "a new required attribute of a request",
                        RESETS,
                        "required: \\[customer_email\\]",
                        "required: [customer_email, reference]",
                        "2.0.0",
                        "breaking  request data attributes reference is now required"),
                change(
                        "a tighter maximum",
                        SHARED,
                        "maxLength: 128",
                        "maxLength: 100",
                        "2.0.0",
                        "maxLength 128 is now 100"),
                change(
                        "a wider maximum",
                        SHARED,
                        "maxLength: 128",
                        "maxLength: 256",
                        "1.1.0",
                        "new       request data attributes customer_password: maxLength 128 is now 256"),
                change("a tighter minimum", SHARED, "minLength: 8", "minLength: 12", "2.0.0", "minLength 8 is now 12"),
                change("another pattern", SHARED, "pattern: '\\^[^']*'", "pattern: '@'", "2.0.0", "pattern"),
                change(
                        "a new optional parameter",
                        CUSTOMERS,
                        "(        - \\{\\$ref: )'#/parameters/FilterEmailEq'\\}",
                        "$1'#/parameters/FilterEmailEq'}\n$1'events.yaml#/parameters/FilterNameEq'}",
                        "1.1.0",
                        "new       query parameter filter[q][name_eq] is new"),
                change(
                        "a removed parameter",
                        CUSTOMERS,
                        "        - \\{\\$ref: '#/parameters/FilterEmailCont'\\}\n",
                        "",
                        "2.0.0",
                        "breaking  query parameter filter[q][email_cont] is gone"),
                change(
                        "a parameter that is now required",
                        SHARED,
                        "name: page\\[size\\]\n",
                        "name: page[size]\n    required: true\n",
                        "2.0.0",
                        "query parameter page[size] is now required"),
                change("another default", SHARED, "default: 10", "default: 20", "2.0.0", "default 10 is now 20"),
                change(
                        "a response that may be null",
                        CUSTOMERS,
                        "type: boolean\n",
                        "type: boolean\n        nullable: true\n",
                        "2.0.0",
                        "has_password can be null now"),
                change(
                        "another type",
                        CUSTOMERS,
                        "type: boolean\n",
                        "type: string\n",
                        "2.0.0",
                        "type boolean is now string"),
                change(
                        "a new error code",
                        SHARED,
                        "(?<=- INVALID_TOKEN\n)",
                        "      - TEAPOT\n",
                        "1.1.0",
                        "the value TEAPOT is new"),
                change(
                        "a new response attribute",
                        CUSTOMERS,
                        "      has_password:\n",
                        "      vip: {type: boolean, description: Whether.}\n      has_password:\n",
                        "1.1.0",
                        "new       response data attributes vip is new"),
                change(
                        "a filter that is gone",
                        CUSTOMERS,
                        "description: Whether the customer has a password. A guest has none.\n        x-filterable: true",
                        "description: Whether.",
                        "2.0.0",
                        "x-filterable true is now (none)"),
                change(
                        "a header that need not be there",
                        SHARED,
                        "(links\\.self`\\.\n    required:) true",
                        "$1 false",
                        "2.0.0",
                        "response 201: header Location is no longer always there"),
                change(
                        "a new link",
                        CUSTOMERS,
                        "(            )(deleteCustomer)(: .*\n)",
                        "$1$2$3$1$2Again$3",
                        "1.1.0",
                        "link deleteCustomerAgain is new"),
                change(
                        "a link that is gone",
                        CUSTOMERS,
                        "            deleteCustomer: .*\n",
                        "",
                        "2.0.0",
                        "link deleteCustomer is gone"),
                change(
                        "no credentials at the root",
                        ROOT,
                        "\nsecurity:\n  - bearerAuth: \\[]\n",
                        "\n",
                        "2.0.0",
                        "breaking  no credentials are asked for any more"),
                change(
                        "a path in front of all addresses",
                        ROOT,
                        "url: http://127.0.0.1:8080",
                        "url: http://127.0.0.1:8080/v2",
                        "2.0.0",
                        "breaking  server http://127.0.0.1:8080 is gone"),
                change(
                        "filters in another order",
                        RESETS,
                        "x-filterable: \\[(\\w+), (.*)]",
                        "x-filterable: [$2, $1]",
                        "1.0.1",
                        "only words have changed"),
                change(
                        "one filter less",
                        RESETS,
                        "x-filterable: \\[(\\w+), (.*)]",
                        "x-filterable: [$2]",
                        "2.0.0",
                        "reset_password_token: x-filterable"),
                change(
                        "another title of an error",
                        SHARED,
                        "title: Path not found",
                        "title: Not found",
                        "2.0.0",
                        "the title of NOT_FOUND, Path not found, is now Not found"),
                change(
                        "an attribute of a request that only the server writes now",
                        RESETS,
                        "(  CustomerPasswordResetCreateAttributes:(\n.*)*?      reference:\n)",
                        "$1        readOnly: true\n",
                        "2.0.0",
                        "request data attributes reference is gone"),
                change(
                        "an attribute of a response without a form",
                        CUSTOMERS,
                        "        format: date-time\n(        description: When the customer was created)",
                        "$1",
                        "2.0.0",
                        "created_at: format date-time is now (none)"),
                change(
                        "attributes in two parts",
                        CUSTOMERS,
                        "  CustomerAttributes:\n    type: object\n((?:    x-.*\n)*    description: .*\n)(    required: .*\n)((    .*\n)+)",
                        "  CustomerAttributes:\n$1    allOf: [{\\$ref: '#/schemas/CustomerParts'}]\n  CustomerParts:\n    type: object\n$2$3",
                        "1.0.1",
                        "only words have changed"),
                change(
                        "a removed success response",
                        RESETS,
                        "        '204':\n          description: .*\n",
                        "        '202':\n          description: Soon.\n",
                        "2.0.0",
                        "response 204 is gone"));
    }

    private static Arguments change(
            String name, String file, String pattern, String replacement, String version, String said) {
        return Arguments.of(name, file, pattern, replacement, version, said);
    }

    @ParameterizedTest(name = "{0} demands {4}")
    @MethodSource("changes")
    void demandsTheVersionThatTheChangeCallsFor(
            String name, String file, String pattern, String replacement, String version, String said)
            throws IOException {
        alter("openapi/" + file, pattern, replacement);

        assertThat(diff()).as("with the version as it was").isEqualTo(version.equals("1.0.0"));
        assertThat(printed.toString()).contains(said);
        if (!version.equals("1.0.0")) {
            assertThat(printed.toString()).contains("demands " + version);
            setVersion(version);
            assertThat(diff()).as("with the version that was demanded").isTrue();
        }
    }

    static Stream<Arguments> breaks() {
        return Stream.of(
                Arguments.of(
                        "an attribute that one reads along with another resource",
                        CUSTOMERS,
                        "      has_password:\n(        .*\n)+?(?=      shopper)",
                        "",
                        "has_password is gone",
                        "breaks: reader\n"),
                Arguments.of(
                        "an attribute that nobody reads",
                        CUSTOMERS,
                        "      shopper_reference:\n(        .*\n)+?(?=      created_at)",
                        "",
                        "shopper_reference is gone",
                        "no consumer here relies on it"),
                Arguments.of(
                        "a limit of what one writes",
                        SHARED,
                        "maxLength: 128",
                        "maxLength: 100",
                        "maxLength 128 is now 100",
                        "breaks: writer\n"),
                Arguments.of(
                        "a filter by an attribute",
                        "events.yaml",
                        "(What happened: .*\n          .*\n)        x-filterable: true\n",
                        "$1",
                        "x-filterable true is now (none)",
                        "breaks: filterer\n"),
                Arguments.of(
                        "a parameter that nobody sends",
                        CUSTOMERS,
                        "        - \\{\\$ref: '#/parameters/FilterEmailCont'\\}\n",
                        "",
                        "filter[q][email_cont] is gone",
                        "no consumer here relies on it"),
                Arguments.of(
                        "a demand that some requests do not meet",
                        RESETS,
                        "required: \\[customer_email\\]",
                        "required: [customer_email, reference]",
                        "reference is now required",
                        "breaks: creator\n"),
                Arguments.of(
                        "a status",
                        RESETS,
                        "        '204':\n          description: .*\n",
                        "        '202':\n          description: Soon.\n",
                        "response 204 is gone",
                        "breaks: deleter\n"),
                Arguments.of(
                        "an operation that nobody calls",
                        CUSTOMERS,
                        "    delete:\n      operationId: deleteCustomer\n(      .*\n)+",
                        "",
                        "DELETE /api/customers/{id} is gone",
                        "no consumer here relies on it"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void namesTheConsumersThatAChangeBreaks(
            String name, String file, String pattern, String replacement, String change, String said)
            throws IOException {
        writePacts();
        alter("openapi/" + file, pattern, replacement);

        diff();

        assertThat(printed.toString())
                .containsPattern(Pattern.quote(change) + "\n(            - .*\n)*            " + said);
    }

    /** Each consumer does one thing, and is named by it. */
    private void writePacts() throws IOException {
        writePact("reader", """
                "request": {"method": "GET", "path": "/api/customer_password_resets/xYZkjABcde", "query": "include=customer"},
                "response": {"status": 200, "body": {"included": [{"type": "customers", "attributes": {"has_password": true}}]}}
                """);
        writePact("writer", """
                "request": {"method": "PATCH", "path": "/api/customer_password_resets/xYZkjABcde",
                            "body": {"data": {"attributes": {"customer_password": "correct horse"}}}},
                "response": {"status": 200}
                """);
        writePact("filterer", """
                "request": {"method": "GET", "path": "/api/events", "query": "filter%5Bq%5D%5Bname_eq%5D=x"},
                "response": {"status": 200}
                """);
        writePact("creator", """
                "request": {"method": "POST", "path": "/api/customer_password_resets",
                            "body": {"data": {"attributes": {"customer_email": "john@example.com"}}}},
                "response": {"status": 201}
                """);
        writePact("deleter", """
                "request": {"method": "DELETE", "path": "/api/customer_password_resets/xYZkjABcde"},
                "response": {"status": 204}
                """);
    }

    private void writePact(String consumer, String interaction) throws IOException {
        Path directory = Files.createDirectories(project.resolve("pact"));
        Files.writeString(directory.resolve(consumer + ".json"), """
                {"consumer": {"name": "%s"}, "interactions": [{"description": "what it does", %s}],
                 "metadata": {"pactSpecification": {"version": "2.0.0"}}}""".formatted(consumer, interaction));
    }

    @ParameterizedTest
    @MethodSource("tooSmall")
    void aStepThatIsTooSmallIsNotEnough(String version) throws IOException {
        alter("openapi/" + SHARED, "minLength: 8", "minLength: 12");
        setVersion(version);

        assertThat(diff()).isFalse();
    }

    static Stream<String> tooSmall() {
        return Stream.of("1.0.1", "1.1.0", "0.9.0");
    }

    @Test
    void theNamesOfPathParametersAreNoPartOfAnAddress() throws IOException {
        for (String file : List.of(ROOT, RESETS, CUSTOMERS, "events.yaml", "event_stores.yaml", SHARED)) {
            replaceAll(file, "{id}", "{record_id}");
            replaceAll(file, "name: id\n", "name: record_id\n");
            replaceAll(file, "parameters: {id:", "parameters: {record_id:");
        }

        diff();

        assertThat(printed.toString()).contains("only words have changed");
    }

    private void replaceAll(String file, String text, String other) throws IOException {
        Path path = project.resolve("openapi").resolve(file);
        Files.writeString(path, Files.readString(path).replace(text, other));
    }

    @Test
    void aChangeThatNoRuleJudgesFailsWhateverTheVersion() throws IOException {
        contentEncoding();
        setVersion("2.0.0");

        assertThat(diff()).isFalse();
        assertThat(printed.toString())
                .contains("there are changes that no rule judges")
                .contains("  unjudged  " + ENCODED)
                .contains("openapi/.diff-exceptions.yaml: no rule says what the unjudged changes mean.");
    }

    @ParameterizedTest(name = "{0} demands {1}")
    @CsvSource({"patch, 1.0.1", "minor, 1.1.0", "MAJOR, 2.0.0"})
    void aPersonMayJudgeWhatNoRuleDoes(String step, String version) throws IOException {
        contentEncoding();
        except(ENCODED, step);

        assertThat(diff()).isFalse();
        assertThat(printed.toString()).contains("demands " + version).doesNotContain("unjudged");
        setVersion(version);
        assertThat(diff()).isTrue();
    }

    @Test
    void anExceptionOfNoUseFails() throws Exception {
        commit("The first contract");
        except(ENCODED, "patch");
        assertThat(new ContractDiff(project, new PrintStream(printed)).run(""))
                .as("nothing has changed")
                .isTrue();

        contentEncoding();
        setVersion("1.0.1");
        assertThat(new ContractDiff(project, new PrintStream(printed)).run(""))
                .as("it is of use")
                .isTrue();

        commit("An encoding");
        alter("openapi/" + RESETS, "One password reset\\.", "A password reset.");
        setVersion("1.0.2");
        assertThat(new ContractDiff(project, new PrintStream(printed)).run(""))
                .as("it was of use")
                .isFalse();
        assertThat(printed.toString())
                .contains("openapi/.diff-exceptions.yaml:1:3: there is no such change: " + ENCODED);
    }

    private void contentEncoding() throws IOException {
        alter("openapi/" + RESETS, "x-max-wrong-tokens: 10", "x-max-wrong-tokens: 10\n        contentEncoding: base64");
    }

    private void except(String change, String step) throws IOException {
        Files.writeString(
                project.resolve("openapi/.diff-exceptions.yaml"),
                "- change: '%s'\n  step: %s\n  reason: Nobody reads it.\n".formatted(change, step));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "a tab",
                        CUSTOMERS,
                        "type: boolean\n",
                        "type:\tboolean\n\tx: 1\n",
                        "customers.yaml:\\d+:\\d+: "),
                mistake("a bracket left open", SHARED, "minItems: 1", "minItems: [1", "shared.yaml:\\d+:\\d+: "),
                mistake(
                        "a member twice",
                        SHARED,
                        "minItems: 1",
                        "minItems: 1\n        minItems: 2",
                        "shared.yaml:\\d+:\\d+: Duplicate field 'minItems'"),
                mistake(
                        "a reference to nothing",
                        CUSTOMERS,
                        "'#/schemas/CustomerStatus'",
                        "'#/schemas/CustomerStat'",
                        "customers.yaml:\\d+:\\d+: \\$ref #/schemas/CustomerStat points to nothing"),
                mistake(
                        "a reference without a slash",
                        CUSTOMERS,
                        "'shared.yaml#/schemas/Metadata'",
                        "'shared.yaml#Metadata'",
                        "customers.yaml:\\d+:\\d+: \\$ref shared.yaml#Metadata "),
                mistake(
                        "a reference to no file",
                        CUSTOMERS,
                        "'shared.yaml#/schemas/Metadata'",
                        "'shred.yaml#/schemas/Metadata'",
                        "customers.yaml:\\d+:\\d+: there is no file shred.yaml"),
                mistake(
                        "a reference that is half typed",
                        CUSTOMERS,
                        "'shared.yaml#/schemas/Metadata'",
                        "''",
                        "customers.yaml:\\d+:\\d+: "),
                mistake("an empty file", CUSTOMERS, "(?s)^.*$", "", "customers.yaml:1:1: the file is empty"),
                mistake("an empty contract", ROOT, "(?s)^.*$", "", "openapi.yaml:1:1: "),
                mistake("a list for a contract", ROOT, "(?s)^.*$", "[]", "openapi.yaml:1:1: "),
                mistake(
                        "no version",
                        ROOT,
                        "\n  version: .*\n",
                        "\n",
                        "openapi.yaml:2:1: info.version must have the form 1.2.3, not $"),
                mistake(
                        "a version that is none",
                        ROOT,
                        "\n  version: .*\n",
                        "\n  version: soon\n",
                        "openapi.yaml:4:3: info.version must have the form 1.2.3, not soon$"),
                mistake(
                        "exceptions with a slip in their spelling",
                        ".diff-exceptions.yaml",
                        "",
                        "- chnage: a\n",
                        "openapi/.diff-exceptions.yaml:1:3: "),
                mistake(
                        "an exception without a reason",
                        ".diff-exceptions.yaml",
                        "",
                        "- change: a\n  step: patch\n",
                        "openapi/.diff-exceptions.yaml:1:3: "),
                mistake(
                        "an exception for an unheard-of step",
                        ".diff-exceptions.yaml",
                        "",
                        "- change: a\n  step: tiny\n  reason: b\n",
                        "openapi/.diff-exceptions.yaml:1:3: the step is patch, minor or major, not tiny"),
                mistake(
                        "exceptions that are none",
                        ".diff-exceptions.yaml",
                        "",
                        "a: 1\n",
                        "openapi/.diff-exceptions.yaml:1:1: "));
    }

    private static Arguments mistake(String what, String file, String pattern, String replacement, String said) {
        return Arguments.of(what, file, pattern, replacement, said);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsToldInOneLineWithItsPlace(String what, String file, String pattern, String replacement, String said)
            throws IOException {
        Path path = project.resolve("openapi").resolve(file);
        if (!Files.exists(path)) {
            Files.createFile(path);
        }
        alter("openapi/" + file, pattern, replacement);

        assertThat(diff()).isFalse();
        assertThat(printed.toString().lines()).singleElement().asString().containsPattern("^" + said);
    }

    @Test
    void withoutGitThereIsNothingToCompareWith() {
        boolean isWell = new ContractDiff(project, new PrintStream(printed)).run("");

        assertThat(printed.toString()).contains("diff skipped: this is not a git repository");
        assertThat(isWell).isTrue();
    }

    @Test
    void aShallowCloneIsSkipped() throws Exception {
        commit("The first contract");
        commit("Something else");
        git("clone", "--quiet", "--depth=1", project.toUri().toString(), "shallow");

        boolean isWell = new ContractDiff(project.resolve("shallow"), new PrintStream(printed)).run("");

        assertThat(printed.toString()).contains("diff skipped: this clone is shallow");
        assertThat(isWell).isTrue();
    }

    @Test
    void theDefaultIsTheLastReleaseElseTheLastRiseOfTheVersion() throws Exception {
        commit("The first contract");
        assertThat(new ContractDiff(project, new PrintStream(printed)).run("")).isTrue();

        alter("openapi/" + SHARED, "minLength: 8", "minLength: 12");
        assertThat(new ContractDiff(project, new PrintStream(printed)).run("")).isFalse();

        commit("A breaking change whose version came too late, and was too low");
        setVersion("1.1.0");
        commit("A version");
        assertThat(new ContractDiff(project, new PrintStream(printed)).run("")).isFalse();

        git("tag", "v1.1.0");
        printed.reset();
        assertThat(new ContractDiff(project, new PrintStream(printed)).run("")).isTrue();
        assertThat(printed.toString()).contains("(v1.1.0)");
    }

    @Test
    void aBaseThatIsNothingIsAnError() {
        assertThat(new ContractDiff(project, new PrintStream(printed)).run("no-such-thing"))
                .isFalse();
        assertThat(printed.toString()).contains("BASE is neither a revision nor a file: no-such-thing");
    }

    private boolean diff() {
        return new ContractDiff(project, new PrintStream(printed)).run("before");
    }

    private void setVersion(String version) throws IOException {
        alter("openapi/" + ROOT, "\n  version: [0-9.]+\n", "\n  version: " + version + "\n");
    }

    private void alter(String file, String pattern, String replacement) throws IOException {
        String text = Files.readString(project.resolve(file));
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as("%s has %s", file, pattern).isTrue();
        Files.writeString(project.resolve(file), found.replaceFirst(replacement));
    }

    private void commit(String message) throws Exception {
        git("init", "--quiet");
        git("add", "openapi");
        git(
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@example.com",
                "commit",
                "--quiet",
                "--allow-empty",
                "-m",
                message);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }
}
