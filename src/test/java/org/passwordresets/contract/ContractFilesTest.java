package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractFilesTest {
    @TempDir
    private Path directory;

    /** In the table, a line break is written as ⏎ and a tab as ⇥. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', nullValues = "absent", textBlock = """
            absent                                   | openapi.yaml: there is no such file
            ""                                       | openapi.yaml:1:1: the file is empty
            # later                                  | openapi.yaml:1:1: the file is empty
            hello                                    | openapi.yaml:1:1: the file has text, but neither an object nor a list
            [1, 2]                                   | openapi.yaml:1:1: this is not a contract: it must be an object with the member openapi
            info: {}                                 | openapi.yaml:1:1: this is not a contract: it must be an object with the member openapi
            openapi: 3.1.0                           | openapi.yaml:1:1: OpenAPI 3.1.0 is not supported. Write openapi: 3.0.3, nullable: true instead of a list of types, and an enum with one value instead of const
            openapi: 3.0.3⏎⇥info: {}                 | openapi.yaml:2:1: indent with spaces, not with a tab
            openapi: 3.0.3⏎info: {a: 1               | openapi.yaml:2:12: expected ',' or '}', but got <stream end>
            openapi: 3.0.3⏎info: {a: 1, a: 2}        | openapi.yaml:2:15: Duplicate field 'a'
            openapi: 3.0.3⏎info: *nothing            | openapi.yaml:2:7: there is no anchor &nothing above
            openapi: 3.0.3⏎info: &self {a: *self}    | openapi.yaml:2:17: there is no anchor &self above
            openapi: 3.0.3⏎info: {<<: 7}             | openapi.yaml:2:12: << must have an object, or a list of objects
            openapi: 3.0.3⏎---⏎info: {}              | openapi.yaml:3:1: this is a second document: put it into a file of its own
            openapi: 3.0.3⏎paths: {/a: {get: {x-rights: []}}} | openapi.yaml:2:14: the operation has no operationId
            openapi: 3.0.3⏎webhooks: {}              | openapi.yaml:2:1: webhooks is not a keyword of OpenAPI 3.0
            """)
    void aMistakeIsNamedByItsPlace(String text, String message) throws IOException {
        if (text != null) {
            write("openapi.yaml", text.replace('⏎', '\n').replace('⇥', '\t'));
        }
        assertThatThrownBy(() -> Contract.in(directory))
                .isInstanceOf(ContractException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> ContractBundle.in(directory))
                .isInstanceOf(ContractException.class)
                .hasMessage(message);
    }

    /** What is refused, and what to write instead. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            schemas: {A: {type: [string, 'null']}}          | 17: a list of types is not supported. Write one type, and nullable: true if null is allowed
            schemas: {A: {const: 7}}                        | 17: const is not a keyword of OpenAPI 3.0. Write an enum with one value
            schemas: {A: {exclusiveMinimum: 5}}             | 17: exclusiveMinimum must be true or false, beside minimum
            parameters: {A: {in: cookie, name: a}}          | 20: cookies are not supported. Use a header or a query parameter
            parameters: {A: {in: query, style: deepObject}} | 31: deepObject is not supported. Leave the style out: it is then form
            parameters: {A: {in: path, style: matrix}}      | 30: matrix is not supported. Leave the style out: it is then simple
            parameters: {A: {allowEmptyValue: true}}        | 20: allowEmptyValue is not supported. Let the schema allow the empty value
            parameters: {A: {in: header, content: {}}}      | 32: content is not supported here. Describe the value with schema
            """)
    void whatNoToolSupportsIsRefusedByAll(String component, String message) throws IOException {
        write("openapi.yaml", "openapi: 3.0.3\ncomponents:\n  %s\n".formatted(component));
        assertThatThrownBy(() -> Contract.in(directory)).hasMessage("openapi.yaml:3:" + message);
        assertThatThrownBy(() -> ContractBundle.in(directory)).hasMessage("openapi.yaml:3:" + message);
    }

    @Test
    void anAliasIsWhatTheAnchorIsAt() throws IOException {
        write("openapi.yaml", """
                openapi: 3.0.3
                x-one: &one {type: string, maxLength: &len 255, enum: [a]}
                x-two: {maxLength: *len}
                x-three: *one
                x-four: {<<: *one, maxLength: 3}
                x-five: {<<: [{a: 1}, {a: 2, b: 2}], c: 3}
                """);

        JsonNode contract = ContractFiles.in(directory).contract();

        assertThat(contract.at("/x-two/maxLength").isInt()).isTrue();
        assertThat(contract.at("/x-two/maxLength").asInt()).isEqualTo(255);
        assertThat(contract.at("/x-three")).isEqualTo(contract.at("/x-one"));
        assertThat(contract.at("/x-four").toString())
                .isEqualTo("{\"maxLength\":3,\"type\":\"string\",\"enum\":[\"a\"]}");
        assertThat(contract.at("/x-five").toString()).isEqualTo("{\"c\":3,\"a\":1,\"b\":2}");
    }

    @Test
    void onlyTheFilesOfTheContractCount() throws IOException {
        write("openapi.yaml", "openapi: 3.0.3\nx-a: {$ref: 'parts/a.json'}\n");
        write("parts/a.json", "{}");
        ContractFiles files = ContractFiles.in(directory);
        files.contract();
        write(".#openapi.yaml", "");
        Files.createSymbolicLink(directory.resolve("dangling.yaml"), Path.of("nobody@host.1:2"));
        Files.createDirectories(directory.resolve("folder.yaml"));
        assertThat(files.haveChanged()).isFalse();

        Files.delete(directory.resolve("parts/a.json"));
        assertThat(files.haveChanged()).isTrue();
        ContractFiles without = ContractFiles.in(directory);
        assertThatThrownBy(without::contract).hasMessage("openapi.yaml:2:7: there is no file parts/a.json");
        assertThat(without.haveChanged()).isFalse();
        write("parts/a.json", "{}");
        assertThat(without.haveChanged()).isTrue();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.writeString(directory.resolve(file), text);
    }
}
