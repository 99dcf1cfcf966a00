package org.passwordresets.stub.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.Set;

/** Validates values. Validators are compiled when they are first needed, because a document may have thousands. */
public final class SchemaCheck {
    private static final String COMPONENTS = "components";
    private static final Set<String> OF_SCHEMAS_BY_NAME = Set.of("properties", "schemas");
    private static final Set<String> OF_SCHEMAS = Set.of("allOf", "oneOf", "anyOf");
    private static final Set<String> OF_SCHEMA = Set.of("items", "additionalProperties", "not");
    /** OpenAPI's dialect, in which keywords of other specifications mean nothing. */
    private static final Dialect DIALECT = Dialect.builder("urn:third-party-openapi", Dialects.getOpenApi30())
            .unknownKeywordFactory((name, context) -> new NonValidationKeyword(name))
            .build();

    private final Schemas schemas;
    private final Direction direction;
    private final ObjectNode components = JsonNodeFactory.instance.objectNode();
    private final SchemaRegistry registry = SchemaRegistry.builder(SchemaRegistry.withDialect(DIALECT))
            .schemaCacheEnabled(false)
            .build();
    /** By identity, like {@link Schemas}. */
    private final LoadingCache<JsonNode, Schema> compiled =
            Caffeine.newBuilder().weakKeys().build(this::compile);

    SchemaCheck(JsonNode document, Schemas schemas, Direction direction) {
        this.schemas = schemas;
        this.direction = direction;
        if (document.has(COMPONENTS)) {
            components.set("schemas", form("schemas", document.path(COMPONENTS).path("schemas")));
        }
    }

    /** What is invalid about the value; empty if nothing is. */
    public List<Error> errors(JsonNode schema, JsonNode value) {
        return compiled.get(schema).validate(value);
    }

    boolean fits(JsonNode schema, JsonNode value) {
        return errors(schema, value).isEmpty();
    }

    private Schema compile(JsonNode schema) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        if (!components.isEmpty()) {
            form.set(COMPONENTS, components);
        }
        if (schema.has("$ref")) {
            form.putArray("allOf").add(schema);
        } else if (schema(schema) instanceof ObjectNode whole) {
            form.setAll(whole);
        }
        return registry.getSchema(form);
    }

    /** The schema as it applies in this direction. Data, such as an example, stays as it is. */
    private JsonNode schema(JsonNode schema) {
        if (!(schema instanceof ObjectNode object) || schema.has("$ref")) {
            return schema;
        }
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        object.properties().stream()
                .filter(keyword -> !keyword.getKey().startsWith("x-"))
                .forEach(keyword ->
                        form.set(name(keyword.getKey(), object), form(keyword.getKey(), keyword.getValue())));
        if (form.path("required").isArray()) {
            form.set("required", required(object));
        }
        return form;
    }

    /** Many documents write oneOf for variants that overlap. No request could satisfy them if only one were allowed to fit. */
    private String name(String keyword, JsonNode schema) {
        return keyword.equals("oneOf") && direction == Direction.REQUEST && !schema.has("anyOf") ? "anyOf" : keyword;
    }

    private JsonNode form(String keyword, JsonNode value) {
        if (OF_SCHEMAS_BY_NAME.contains(keyword) && value.isObject()) {
            ObjectNode forms = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(member -> forms.set(member.getKey(), schema(member.getValue())));
            return forms;
        }
        if (OF_SCHEMAS.contains(keyword)) {
            ArrayNode forms = JsonNodeFactory.instance.arrayNode();
            value.forEach(variant -> forms.add(schema(variant)));
            return forms;
        }
        return OF_SCHEMA.contains(keyword) ? schema(value) : value;
    }

    private ArrayNode required(JsonNode schema) {
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        schema.path("required")
                .valueStream()
                .filter(name ->
                        direction.has(schemas.follow(schema.path("properties").path(name.asText()))))
                .forEach(required::add);
        return required;
    }
}
