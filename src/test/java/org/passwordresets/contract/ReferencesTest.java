package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server and the stub read the contract whole, the docs bundle it: both follow references alike. */
class ReferencesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            #/schemas/Missing          | things.yaml:3:5: $ref #/schemas/Missing points to nothing
            nowhere.yaml#/schemas/X    | things.yaml:3:5: there is no file nowhere.yaml
            things.yaml#Other          | things.yaml:3:5: $ref things.yaml#Other is incomplete: it has the form file.yaml#/section/name, or #/section/name in the same file
            ./things.yaml#/schemas/One | things.yaml:3:5: $ref ./things.yaml#/schemas/One leads back to itself: things.yaml#/schemas/One
            """)
    void aMistakeIsNamedByItsPlace(String reference, String message) throws IOException {
        write("openapi.yaml", "paths: {}\nx-one: {$ref: 'things.yaml#/schemas/One'}\n");
        write("things.yaml", "schemas:\n  One:\n    $ref: '%s'\n".formatted(reference));

        assertThatThrownBy(() -> ContractFiles.in(directory).read(ContractFiles.ROOT))
                .hasMessage(message);
        assertThatThrownBy(() -> ContractBundle.in(directory)).hasMessage(message);
    }

    @Test
    void theSameFileUnderTwoNamesIsOneComponent() throws IOException {
        write(
                "openapi.yaml",
                "x-one: {$ref: 'things.yaml#/schemas/One'}\nx-two: {$ref: './things.yaml#/schemas/One'}\n");
        write("things.yaml", "schemas:\n  One: {type: string}\n");

        ContractBundle bundle = ContractBundle.in(directory);

        assertThat(bundle.document().findValuesAsText("$ref")).containsOnly("#/components/schemas/One");
        assertThat(bundle.resolved().findValuesAsText("type")).containsExactly("string", "string");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }
}
