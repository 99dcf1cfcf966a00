package org.passwordresets.stub.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.contract.Contract;
import org.passwordresets.support.Proof;

/** Whatever a schema says, a sample of it is valid. */
@Tag(Proof.TAG)
class SchemaSamplesTest {
    private static final ObjectMapper YAML = new YAMLMapper();

    /** The features of schemas, each in one line. */
    private static final List<String> SCHEMAS = List.of(
            "{type: integer, maximum: -5}",
            "{type: integer, minimum: -7, maximum: -5}",
            "{type: integer, multipleOf: 7, minimum: 1}",
            "{type: integer, multipleOf: 7, minimum: -20, maximum: -8}",
            "{type: integer, minimum: 3, exclusiveMinimum: true, maximum: 4}",
            "{type: integer, minimum: 3, maximum: 4, exclusiveMaximum: true}",
            "{type: integer, format: int64, minimum: 9007199254740993}",
            "{type: number, minimum: 3, exclusiveMinimum: true, maximum: 3.001}",
            "{type: number, multipleOf: 0.25, minimum: 0.1, maximum: 0.6}",
            "{type: number, maximum: -1000000.5}",
            "{type: integer, multipleOf: 0.5}",
            "{type: string, format: ipv4}",
            "{type: string, format: ipv6}",
            "{type: string, format: time}",
            "{type: string, format: date}",
            "{type: string, format: date-time}",
            "{type: string, format: uuid}",
            "{type: string, format: hostname}",
            "{type: string, format: uri}",
            "{type: string, format: uri-reference}",
            "{type: string, format: byte}",
            "{type: string, format: regex}",
            "{type: string, format: json-pointer}",
            "{type: string, format: duration}",
            "{type: string, format: email, maxLength: 12}",
            "{type: string, format: email, minLength: 40}",
            "{type: string, format: email, example: 'jane.doe@example.com'}",
            "{type: string, format: uri, maxLength: 20}",
            "{type: string, format: something-of-our-own, maxLength: 3}",
            "{type: string, pattern: '^[A-Z]{3}-\\d{4}$', maxLength: 8}",
            "{type: string, pattern: '^[a-z]+$', minLength: 30, maxLength: 40}",
            "{type: string, pattern: '^[a-z]*$', minLength: 5}",
            "{type: string, pattern: '-', minLength: 10}",
            "{type: string, pattern: '^(foo|bar)-[0-9a-f]{2,}$', maxLength: 12}",
            "{type: string, pattern: '^\\S+@\\S+\\.\\S+$', format: email, maxLength: 30}",
            "{type: string, minLength: 300}",
            "{type: string, maxLength: 2, example: 'ab'}",
            "{type: string, maxLength: 2, example: 'too long'}",
            "{type: string, enum: [a, b, c], not: {enum: [b]}}",
            "{type: string, nullable: true, enum: [a, null]}",
            "{type: integer, enum: [1, 2, 3]}",
            "{type: array, uniqueItems: true, minItems: 3, items: {type: string, enum: [a, b, c]}}",
            "{type: array, uniqueItems: true, minItems: 2, maxItems: 2, items: {type: boolean}}",
            "{type: array, minItems: 4, items: {type: integer}}",
            "{type: array, maxItems: 0, items: {type: integer}}",
            "{type: array, items: {}}",
            "{minProperties: 2, additionalProperties: {type: string}}",
            "{type: object, minProperties: 3, maxProperties: 4, properties: {a: {type: string}}}",
            "{type: object, maxProperties: 1, properties: {a: {type: string}, b: {type: string}}}",
            "{type: object, required: [z], properties: {a: {type: string}}, additionalProperties: {type: integer}}",
            "{type: object, required: [z]}",
            "{type: object, additionalProperties: false, properties: {a: {type: string}}}",
            "{type: object, additionalProperties: {type: array, items: {type: integer, minimum: 3}}}",
            "{allOf: [{type: object, required: [a], properties: {a: {type: string}}}, {type: object, required: [b], properties: {b: {type: integer}}}]}",
            "{allOf: [{type: object, properties: {a: {type: string, maxLength: 3}}}, {properties: {a: {minLength: 3}}, required: [a]}]}",
            "{type: string, allOf: [{maxLength: 5}, {pattern: '^[a-z]+$'}]}",
            "{nullable: true, allOf: [{type: string, enum: [x, y]}]}",
            "{type: object, nullable: true, allOf: [{type: object, required: [a], properties: {a: {type: string}}}]}",
            "{oneOf: [{type: integer}, {type: number, minimum: 5}]}",
            "{oneOf: [{type: string, maxLength: 3}, {type: string, minLength: 2}]}",
            "{anyOf: [{type: string, format: uuid}, {type: integer}]}",
            "{type: object, required: [kind], properties: {kind: {type: string}}, oneOf: [{properties: {kind: {enum: [a]}, x: {type: string}}}, {properties: {kind: {enum: [b]}, y: {type: string}}}]}",
            "{type: integer, not: {multipleOf: 2}}",
            "{type: string, not: {maxLength: 3}}",
            "{not: {type: string}}",
            "{}",
            "{type: object, properties: {secret: {type: string, writeOnly: true}, shown: {type: string}}, required: [shown]}",
            "{type: boolean, nullable: true}",
            "{properties: {a: {items: {type: string}}}}");

    /** A table of schemas and all responses of the contract, each again and again, judged by a validator of its own. */
    @Test
    void randomValuesAreValid() throws Exception {
        Map<JsonNode, Schema> schemas = new LinkedHashMap<>();
        SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());
        for (String text : SCHEMAS) {
            JsonNode schema = YAML.readTree(text);
            schemas.put(schema, registry.getSchema(schema));
        }
        Contract.packaged()
                .operations()
                .forEach(operation -> operation.definition().path("responses").forEach(response -> response.path(
                                "content")
                        .forEach(media -> schemas.put(
                                media.get("schema"), registry.getSchema(withoutExtensions(media.get("schema")))))));
        int all = schemas.size();
        Proof proof = Proof.of("random values of " + all + " schemas are valid", 3, 10_000 / all + 1);
        proof.count("invalid", 0);
        proof.run(round -> schemas.forEach((schema, validator) -> {
            JsonNode value = SchemaSamples.OF_RESOLVED.random(schema, round * 31L + schema.hashCode());
            proof.count("values", 1);
            assertThat(validator.validate(value)).as("%s of %s", value, schema).isEmpty();
        }));
    }

    private static JsonNode withoutExtensions(JsonNode node) {
        JsonNode copy = node.deepCopy();
        removeExtensions(copy);
        return copy;
    }

    private static void removeExtensions(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(member -> member.getKey().startsWith("x-"));
        }
        node.forEach(SchemaSamplesTest::removeExtensions);
    }

    @Test
    void typicalValuesAreValidToo() throws Exception {
        for (String text : SCHEMAS) {
            JsonNode schema = YAML.readTree(text);

            JsonNode value = SchemaSamples.OF_RESOLVED.typical(schema);

            assertThat(SchemaSamples.OF_RESOLVED.check().errors(schema, value))
                    .as("%s of %s", value, text)
                    .isEmpty();
            assertThat(SchemaSamples.OF_RESOLVED.typical(schema)).isEqualTo(value);
        }
    }

    @Test
    void theSameSeedMakesTheSameValue() throws Exception {
        JsonNode schema = YAML.readTree("{type: object, properties: {a: {type: string}, b: {type: integer}}}");

        assertThat(SchemaSamples.OF_RESOLVED.random(schema, 7)).isEqualTo(SchemaSamples.OF_RESOLVED.random(schema, 7));
        assertThat(SchemaSamples.OF_RESOLVED.random(schema, 7))
                .isNotEqualTo(SchemaSamples.OF_RESOLVED.random(schema, 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: integer, minimum: 5, maximum: 4}",
                "{type: string, pattern: '^a$', minLength: 3}",
                "{type: array, uniqueItems: true, minItems: 3, items: {type: boolean}}",
                "{allOf: [{type: string}, {type: integer}]}",
                "{type: object, additionalProperties: false, minProperties: 1}",
            })
    void namesTheSchemaThatNothingFits(String text) throws Exception {
        JsonNode schema = YAML.readTree("{type: object, required: [a], properties: {a: %s}}".formatted(text));

        assertThatThrownBy(() -> SchemaSamples.OF_RESOLVED.random(schema, 1))
                .isInstanceOf(NoSampleException.class)
                .hasMessageContaining("No value was found")
                .hasMessageContaining(YAML.readTree(text).toString().substring(1, 12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the list ends | {type: object, required: [next], properties: {next: {type: array, items: {$ref: '#/components/schemas/S'}}}}",
                "left out      | {type: object, properties: {next: {$ref: '#/components/schemas/S'}}}",
                "null          | {type: object, nullable: true, required: [next], properties: {next: {$ref: '#/components/schemas/S'}}}",
                "a variant     | {oneOf: [{type: object, required: [next], properties: {next: {$ref: '#/components/schemas/S'}}}, {type: string}]}",
                "a map         | {type: object, additionalProperties: {$ref: '#/components/schemas/S'}}",
            })
    void aSchemaMayContainItself(String end, String schema) throws Exception {
        JsonNode document = YAML.readTree("{components: {schemas: {S: %s}}}".formatted(schema));
        SchemaSamples samples = new SchemaSamples(document, Direction.RESPONSE);
        JsonNode reference = YAML.readTree("{$ref: '#/components/schemas/S'}");

        assertThat(samples.check().errors(reference, samples.typical(reference)))
                .isEmpty();
        for (int seed = 0; seed < 20; seed++) {
            assertThat(samples.check().errors(reference, samples.random(reference, seed)))
                    .isEmpty();
        }
    }

    @Test
    void aSchemaThatContainsItselfWithoutEndHasNoValue() throws Exception {
        JsonNode document = YAML.readTree(
                "{components: {schemas: {S: {type: object, required: [next], properties: {next: {$ref: '#/components/schemas/S'}}}}}}");
        SchemaSamples samples = new SchemaSamples(document, Direction.RESPONSE);

        assertThatThrownBy(() -> samples.random(YAML.readTree("{$ref: '#/components/schemas/S'}"), 1))
                .isInstanceOf(NoSampleException.class)
                .hasMessageContaining("contains itself without end");
    }

    @Test
    void theDiscriminatorNamesTheVariant() throws Exception {
        JsonNode document = YAML.readTree("""
                {components: {schemas: {
                  Cat: {type: object, required: [kind, lives], properties: {kind: {type: string}, lives: {type: integer}}},
                  Dog: {type: object, required: [kind, tail], properties: {kind: {type: string}, tail: {type: boolean}}},
                  Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}],
                        discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat'}}}}}}""");
        SchemaSamples samples = new SchemaSamples(document, Direction.RESPONSE);

        for (int seed = 0; seed < 20; seed++) {
            JsonNode pet = samples.random(YAML.readTree("{$ref: '#/components/schemas/Pet'}"), seed);
            assertThat(pet.path("kind").asText()).isEqualTo(pet.has("lives") ? "cat" : "Dog");
        }
    }

    @Test
    void requestsHaveNoReadOnlyPropertiesAndResponsesNoWriteOnlyOnes() throws Exception {
        JsonNode schema = YAML.readTree("""
                {type: object, required: [id, password, name], properties: {id: {type: string, readOnly: true},
                password: {type: string, writeOnly: true}, name: {type: string}}}""");
        SchemaSamples requests = new SchemaSamples(MissingNode.getInstance(), Direction.REQUEST);

        assertThat(requests.typical(schema).fieldNames()).toIterable().containsExactly("password", "name");
        assertThat(SchemaSamples.OF_RESOLVED.typical(schema).fieldNames())
                .toIterable()
                .containsExactly("id", "name");
    }

    /** What Java compiles and the generator does not know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?>a)b",
                "[a-z&&[^b]]+",
                "a++",
                "(?i)abc",
                "\\p{IsLatin}+",
                "(?<y>\\d)-\\k<y>",
                "\\Aa\\z",
                "(?<!a)b",
                "\\x{41}",
                "\\R",
                "\\Qa\\E",
                "(?!a)"
            })
    void aPatternThatNoGeneratorKnowsIsNoCrash(String pattern) {
        ObjectNode schema =
                new ObjectMapper().createObjectNode().put("type", "string").put("pattern", pattern);

        assertThat(SchemaSamples.OF_RESOLVED.closest(schema).isTextual()).isTrue();
        try {
            assertThat(SchemaSamples.OF_RESOLVED.random(schema, 1).textValue()).containsPattern(pattern);
        } catch (NoSampleException e) {
            assertThat(e).hasMessageContaining("valid for this schema");
        }
    }
}
