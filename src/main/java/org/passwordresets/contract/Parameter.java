package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A query parameter or a header that an operation takes.
 *
 * @param in {@code query} or {@code header}
 * @param name as the contract writes it
 * @param isRequired whether a request without it is refused
 * @param isExploded whether each element of a list comes in a parameter of its own, and not separated by commas
 * @param values what it can be
 */
public record Parameter(String in, String name, boolean isRequired, boolean isExploded, ParameterValues values) {
    /** The families of query parameters that JSON:API gives a meaning. */
    private static final Set<String> FAMILIES = Set.of("page", "sort", "include", "fields", "filter");
    /** OpenAPI says that parameters of these names are ignored: they are described by other means. */
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

    /** What the query language reads itself needs no validator. */
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

    /** The part of a query parameter's name that stands before the brackets, such as {@code page}. */
    public static String family(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }

    /** Whether it is the operation's own, and not a part of JSON:API. */
    public boolean isOrdinary() {
        return in.equals("query")
                ? !FAMILIES.contains(family(name))
                : !RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * The value that these texts stand for, of the type that the generated code has for it.
     *
     * @param texts as they came, decoded: those of all parameters or headers of this name; none stands for the default
     * @return null where there is neither a text nor a default
     * @throws IllegalArgumentException saying what the value can be
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
