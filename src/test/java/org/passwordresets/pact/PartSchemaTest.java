package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part of what a schema describes fits it, and what it does not know does not, however it is composed. */
class PartSchemaTest {
    private static final String NAMED = "{'properties': {'name': {'type': 'string'}, 'age': {'type': 'integer'}}";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                NAMED + ", 'required': ['name', 'age']} | {'name': 'x'} |",
                NAMED + ", 'minProperties': 2} | {'name': 'x'} |",
                NAMED + "} | {'colour': 1} | /s : property 'colour' is not known",
                NAMED + "} | {'age': 'x'} | /s/properties/age /age: string found, integer expected",
                NAMED + ", 'additionalProperties': true} | {'colour': 1} |",
                NAMED + ", 'additionalProperties': {'type': 'integer'}} | {'colour': 1} |",
                "{'type': 'object'} | {'colour': 1} |",
                "{'allOf': [" + NAMED + "}, {'properties': {'size': {'type': 'integer'}}, 'required': ['size']}]}"
                        + " | {'name': 'x', 'size': 1} |",
                "{'allOf': [" + NAMED + "}, {'properties': {'size': {'type': 'integer'}}}]}"
                        + " | {'colour': 1} | /s/allOf/0 : property 'colour' is not known",
                "{'properties': {'own': {}}, 'allOf': [{'allOf': [" + NAMED + "}]}]} | {'own': 1, 'name': 'x'} |",
                "{'oneOf': [" + NAMED + ", 'required': ['name']}, {'properties': {'size': {}}}]} | {'name': 'x'} |",
                "{'oneOf': [" + NAMED + "}, {'properties': {'size': {}}}]}"
                        + " | {'colour': 1} | /s/oneOf/0 : property 'colour' is not known",
                "{'type': 'array', 'minItems': 2, 'uniqueItems': true, 'items': " + NAMED + "}} | [{'name': 'x'}] |",
                "{'type': 'array', 'items': " + NAMED + "}}"
                        + " | [{}, {'colour': 1}] | /s/items /1: property 'colour' is not known",
                "{'properties': {'required': {'type': 'array'}, 'not': {}}} | {'required': [], 'not': 1} |",
                "{'properties': {'password': {'type': 'string', 'writeOnly': true}}}"
                        + " | {'password': 'x'} | /s : property 'password' is only ever sent: not in a response",
                "{'properties': {'name': {'type': 'string', 'nullable': true}}} | {'name': null} |",
            })
    void isWhatItKnows(String schema, String value, String misfit) {
        assertThat(new PartSchema(json(schema), "/s").misfits(json(value)))
                .extracting(found -> found.at() + " " + found.reason())
                .isEqualTo(misfit == null ? List.of() : List.of(misfit));
    }

    private static JsonNode json(String text) {
        return SamplePact.json(text.replace('\'', '"'));
    }
}
