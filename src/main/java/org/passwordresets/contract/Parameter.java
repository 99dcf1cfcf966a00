package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A query parameter or header of an operation.
 *
 * @param in {@code query} or {@code header}
 * @param name as in the contract
 * @param isRequired whether the request must have it
 * @param isExploded whether each element of a list has its own parameter, instead of commas between elements
 * @param values the possible values
 */
public record Parameter(String in, String name, boolean isRequired, boolean isExploded, ParameterValues values) {
    /** The families of query parameters that JSON:API defines. */
    private static final Set<String> FAMILIES = Set.of("page", "sort", "include", "fields", "filter");
    /** OpenAPI ignores header parameters with these names, because it describes them elsewhere. */
    private static final Set<String> RESERVED_HEADERS = Set.of("accept", "content-type", "authorization");

    static Parameter of(JsonNode node, SchemaRegistry schemas) {
        String name = node.path("name").asText();
        String in = node.path("in").asText();
        JsonNode schema = node.path("schema");
        return new Parameter(
                in,
                name,
                node.path("required").asBoolean(),
                node.path("explode").asBoolean(in.equals("query")),
                new ParameterValues(schema, isText(name, in) ? null : validator(schema, schemas)));
    }

    /** Parameters that the query language parses need no validator. */
    private static boolean isText(String name, String in) {
        return in.equals("query")
                && FAMILIES.contains(family(name))
                && !family(name).equals("page");
    }

    private static Schema validator(JsonNode schema, SchemaRegistry schemas) {
        Schema validator = schemas.getSchema(RequestDocument.withoutExtensions(schema));
        validator.initializeValidators();
        return validator;
    }

    /** The name of a query parameter before the brackets, such as {@code page}. */
    public static String family(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }

    /** Whether it is the operation's own parameter and not one of JSON:API. */
    public boolean isOrdinary() {
        return in.equals("query")
                ? !FAMILIES.contains(family(name))
                : !RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * The typed value of these texts, as the generated code declares it.
     *
     * @param texts the decoded texts of all parameters or headers with this name; none for the default
     * @return null if there is neither a text nor a default
     * @throws IllegalArgumentException with the possible values as its message
     */
    @Nullable
    public Object read(List<String> texts) {
        return texts.isEmpty() ? values.byDefault() : values.read(texts, isExploded);
    }

    /** Whether it may be given more than once. */
    public boolean isRepeatable() {
        return values.isList() && (isExploded || in.equals("header"));
    }
}
