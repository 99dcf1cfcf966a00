package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getOpenApi30());

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            {'201': {}, '202': {}, default: {}}                | 201
            {'404': {}, 2XX: {headers: {Location: {}}}}        | 200
            {'204': {}, 2XX: {}}                               | 204
            {4XX: {}, default: {headers: {Location: {}}}}      | 200
            {'302': {}}                                        | 200
            """)
    void succeedsWithTheFirstStatusElseWith200(String responses, int status) throws IOException {
        assertThat(operation("responses: " + responses).successStatus()).isEqualTo(status);
    }

    @Test
    void aRangePromisesWhatItsStatusesDo() throws IOException {
        Operation operation = operation("responses: {2XX: {headers: {Location: {}}, content: {application/vnd.api+json:"
                + " {schema: {properties: {data: {x-resource-type: toys}}}}}}}");
        assertThat(operation.promises("Location")).isTrue();
        assertThat(operation.resourceType()).isEqualTo("toys");
        assertThat(operation.definition().path("responses").fieldNames())
                .toIterable()
                .containsExactly("2XX", "200");
    }

    @Test
    void saysSinceWhenItIsDeprecated() throws IOException {
        assertThat(operation("responses: {}, deprecated: true, x-deprecated-since: '2026-01-01'")
                        .deprecation())
                .isEqualTo("@1767225600");
        assertThat(operation("responses: {}, x-deprecated-since: '2026-01-01'").deprecation())
                .isNull();
        assertThat(operation("responses: {}, deprecated: true").deprecation()).isNull();
        assertThatThrownBy(() -> operation("responses: {}, deprecated: true, x-deprecated-since: soon"))
                .hasMessage("write the day as 'YYYY-MM-DD', not soon");
    }

    private static Operation operation(String members) throws IOException {
        JsonNode node = new YAMLMapper().readTree("{operationId: a, " + members + "}");
        return Operation.of("GET", "/a", node, SCHEMAS);
    }
}
