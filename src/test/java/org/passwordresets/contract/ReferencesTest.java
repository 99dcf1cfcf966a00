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

/** The server and the stub read the contract whole, the docs and the generator bundle it: both follow references alike. */
class ReferencesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            '#/schemas/Missing'          | things.yaml:3:5: $ref #/schemas/Missing points to nothing
            nowhere.yaml#/schemas/X      | things.yaml:3:5: there is no file nowhere.yaml
            deep/er.yaml                 | things.yaml:3:5: there is no file deep/er.yaml
            things.yaml#Other            | things.yaml:3:5: $ref things.yaml#Other is incomplete: it has the form file.yaml#/section/name, or #/section/name in the same file
            ''                           | things.yaml:3:5: $ref is incomplete: it has the form file.yaml#/section/name, or #/section/name in the same file
            7                            | things.yaml:3:5: $ref 7 is incomplete: it has the form file.yaml#/section/name, or #/section/name in the same file
            null                         | things.yaml:3:5: $ref null is incomplete: it has the form file.yaml#/section/name, or #/section/name in the same file
            '#/schemas/%zz'              | things.yaml:3:5: $ref #/schemas/%zz is not an address: malformed escape pair
            ../other.yaml#/schemas/One   | things.yaml:3:5: $ref ../other.yaml#/schemas/One leads out of the contract's folder. Copy the part into a file of the contract
            https://example.com/a.yaml   | things.yaml:3:5: $ref https://example.com/a.yaml leads out of the contract's folder. Copy the part into a file of the contract
            .                            | things.yaml:3:5: $ref . is incomplete: it has the form file.yaml#/section/name, or #/section/name in the same file
            ./things.yaml#/schemas/One   | things.yaml:3:5: $ref ./things.yaml#/schemas/One leads back to itself: things.yaml#/schemas/One
            """)
    void aMistakeIsNamedByItsPlace(String reference, String message) throws IOException {
        write("openapi.yaml", "openapi: 3.0.3\npaths: {}\nx-one: {$ref: 'things.yaml#/schemas/One'}\n");
        write("things.yaml", "schemas:\n  One:\n    $ref: %s\n".formatted(reference));

        assertThatThrownBy(() -> ContractFiles.in(directory).contract()).hasMessage(message);
        assertThatThrownBy(() -> ContractBundle.in(directory)).hasMessage(message);
    }

    @Test
    void theSameFileUnderTwoNamesIsOneComponent() throws IOException {
        write("openapi.yaml", """
                openapi: 3.0.3
                components:
                  schemas:
                    One: {$ref: 'things.yaml#/schemas/One'}
                    Two: {$ref: './things.yaml#/schemas/One'}
                    Three: {$ref: 'things.yaml#/schemas/%4Fne'}
                """);
        write("things.yaml", "schemas:\n  One: {type: string}\n");

        ContractBundle bundle = ContractBundle.in(directory);

        assertThat(bundle.document().findValuesAsText("$ref")).containsOnly("#/components/schemas/things.One");
        assertThat(bundle.resolved().findValuesAsText("type")).containsExactly("string", "string", "string");
    }

    @Test
    void aReferenceStartsFromItsOwnFile() throws IOException {
        write(
                "openapi.yaml",
                "openapi: 3.0.3\npaths:\n  /api/a/{id}: {$ref: 'paths/a.yaml#/paths/~1api~1a~1%7Bid%7D'}\n");
        write("paths/a.yaml", """
                paths:
                  /api/a/{id}:
                    parameters: [{$ref: ../parameters/id.yaml}]
                    get:
                      operationId: readA
                      x-rights: [integration]
                      responses:
                        '200':
                          content:
                            application/json:
                              schema: {$ref: '../schemas/a.yaml#/A'}
                              examples:
                                one: {$ref: ../examples/one.json}
                """);
        write("parameters/id.yaml", "name: id\nin: path\nrequired: true\nschema: {type: string}\n");
        write("schemas/a.yaml", "A: {type: object, properties: {b: {$ref: b.yaml}}}\n");
        write("schemas/b.yaml", "type: string\nmaxLength: 3\n");
        write("examples/one.json", "{\n\t\"value\": {\"b\": \"x\"}\n}\n");

        ContractBundle bundle = ContractBundle.in(directory);

        JsonNode path = bundle.resolved().path("paths").path("/api/a/{id}");
        JsonNode media = path.at("/get/responses/200/content").path("application/json");
        assertThat(path.at("/parameters/0/name").asText()).isEqualTo("id");
        assertThat(media.at("/schema/properties/b/maxLength").asInt()).isEqualTo(3);
        assertThat(media.at("/examples/one/value/b").asText()).isEqualTo("x");
        assertThat(bundle.document().at("/components/schemas").properties())
                .extracting(schema -> schema.getKey())
                .containsExactly("A", "b");
        assertThat(bundle.document().at("/components/parameters/id/in").asText())
                .isEqualTo("path");
    }

    @Test
    void aReferenceInDataIsData() throws IOException {
        write("openapi.yaml", """
                openapi: 3.0.3
                components:
                  schemas:
                    One:
                      type: object
                      example: {$ref: 'urn:order:7'}
                      default: {$ref: 'urn:order:8'}
                      properties:
                        example: {$ref: '#/components/schemas/Two'}
                        $ref: {type: string, enum: [{$ref: 'urn:order:9'}]}
                    Two: {type: string}
                  examples:
                    one: {value: {metadata: {$ref: 'urn:order:10', note: 1}}}
                """);

        ContractBundle bundle = ContractBundle.in(directory);

        assertThat(bundle.resolved().findValuesAsText("$ref"))
                .containsExactly("urn:order:7", "urn:order:8", "", "urn:order:10");
        assertThat(bundle.resolved()
                        .at("/components/schemas/One/properties/example/type")
                        .asText())
                .isEqualTo("string");
        assertThat(bundle.document()
                        .at("/components/schemas/One/properties/example/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Two");
    }

    @Test
    void whatStandsBesideAReferenceMeansNothing() throws IOException {
        write("openapi.yaml", """
                openapi: 3.0.3
                components:
                  schemas:
                    One: {$ref: '#/components/schemas/Two', nullable: true}
                    Two: {type: string}
                """);

        ContractBundle bundle = ContractBundle.in(directory);

        assertThat(bundle.resolved().findValue("nullable")).isNull();
        assertThat(bundle.document().findValue("nullable")).isNull();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.writeString(directory.resolve(file), text);
    }
}
