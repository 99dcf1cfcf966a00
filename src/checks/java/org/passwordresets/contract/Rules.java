package org.passwordresets.contract;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of rules: how to judge a change of each keyword, by the kind of object that contains it. It contains all of
 * OpenAPI 3.0 and our own extensions. Any other keyword is not judged.
 */
final class Rules {
    private static final Rule NEWLY_DEPRECATED = Rule.flag(Effect.MORE, Effect.MORE);

    static final Map<String, Rule> DISCRIMINATOR =
            Map.of("propertyName", Rule.DIFFERENT, "mapping", SchemaRules::mapping);

    static final Map<String, Rule> SCHEMA = table(
            List.of(
                    "title",
                    "description",
                    "example",
                    "examples",
                    "externalDocs",
                    "x-http",
                    "x-secret",
                    // For the generator only.
                    "x-sparse",
                    "x-relationships",
                    "x-configured-by"),
            entry("type", SchemaRules::type),
            entry("nullable", SchemaRules::nullable),
            entry("format", SchemaRules::format),
            entry("enum", SchemaRules::enumeration),
            entry("default", SchemaRules::assumed),
            entry("pattern", Rule.RESTRICTION),
            entry("multipleOf", Limits.FACTOR),
            entry("maximum", Limits.UPPER),
            entry("exclusiveMaximum", Limits.EXCLUSIVE_UPPER),
            entry("maxLength", Limits.UPPER),
            entry("maxItems", Limits.UPPER),
            entry("maxProperties", Limits.UPPER),
            entry("minimum", Limits.LOWER),
            entry("exclusiveMinimum", Limits.EXCLUSIVE_LOWER),
            entry("minLength", Limits.LOWER),
            entry("minItems", Limits.LOWER),
            entry("minProperties", Limits.LOWER),
            entry("uniqueItems", Rule.flag(Effect.NARROWER, Effect.WIDER)),
            entry("items", SchemaRules::items),
            entry("properties", SchemaRules::properties),
            entry("required", SchemaRules::required),
            entry("additionalProperties", SchemaRules::otherMembers),
            entry("oneOf", Variants.CHOICE),
            entry("anyOf", Variants.CHOICE),
            // The parts that remain after merging.
            entry("allOf", Variants.RESTRICTIONS),
            entry("not", SchemaRules::not),
            entry("discriminator", SchemaRules::discriminator),
            entry("readOnly", Rule.WORDS),
            entry("writeOnly", Rule.WORDS),
            entry("deprecated", NEWLY_DEPRECATED),
            entry("xml", Rule.DIFFERENT),
            // What clients can filter by, sort by and include.
            entry("x-filterable", Rule.OFFER),
            entry("x-sortable", Rule.OFFER),
            entry("x-includable", Rule.OFFER),
            entry("x-resource-type", Rule.DIFFERENT),
            entry("x-related-type", Rule.DIFFERENT),
            entry("x-cardinality", Rule.DIFFERENT),
            entry("x-email", SchemaRules::trimmed),
            // The name of x-email until version 1.3.0.
            entry("x-trimmed", SchemaRules::trimmed),
            entry("x-sales-channel", Rule.requestFlag(Effect.WIDER, Effect.NARROWER)),
            entry("x-customer", Rule.requestFlag(Effect.WIDER, Effect.NARROWER)),
            entry("x-lifetime-hours", Limits.STATED),
            entry("x-max-wrong-tokens", Limits.STATED),
            entry("x-max-bytes", Limits.UPPER),
            entry("x-max-depth", Limits.UPPER),
            entry("x-codes", SchemaRules::codes));

    /** Parameters, and headers of responses. */
    static final Map<String, Rule> PARAMETER = table(
            List.of("name", "in", "description", "example", "examples", "x-not-found-unless"),
            entry("required", OperationRules::required),
            entry("deprecated", NEWLY_DEPRECATED),
            entry("allowEmptyValue", Rule.flag(Effect.WIDER, Effect.NARROWER)),
            entry("allowReserved", Rule.flag(Effect.WIDER, Effect.NARROWER)),
            entry("style", OperationRules::serialization),
            entry("explode", OperationRules::serialization),
            entry("schema", OperationRules::schemaOfParameter),
            entry("content", OperationRules::mediaOfParameter));

    static final Map<String, Rule> ENCODING = table(
            List.of(),
            entry("contentType", Rule.DIFFERENT),
            entry("headers", OperationRules::headers),
            entry("style", OperationRules::serialization),
            entry("explode", OperationRules::serialization),
            entry("allowReserved", Rule.flag(Effect.WIDER, Effect.NARROWER)));

    static final Map<String, Rule> MEDIA_TYPE = table(
            List.of("example", "examples"),
            entry("schema", OperationRules::schema),
            entry("encoding", OperationRules::encoding));

    static final Map<String, Rule> REQUEST_BODY = table(
            List.of("description"),
            entry("required", OperationRules::bodyRequired),
            entry("content", OperationRules::content));

    static final Map<String, Rule> LINK = table(
            List.of("description"),
            entry("operationId", Rule.DIFFERENT),
            entry("operationRef", Rule.DIFFERENT),
            entry("parameters", Rule.DIFFERENT),
            entry("requestBody", Rule.DIFFERENT),
            entry("server", Rule.DIFFERENT));

    static final Map<String, Rule> RESPONSE = table(
            List.of("description", "x-shared", "x-configured-by"),
            // Of the request body.
            entry("x-max-bytes", (pair, keyword) -> Limits.STATED.judge(pair.opposite(), keyword)),
            entry("headers", OperationRules::headers),
            entry("links", Rule.members("link ", LINK)),
            entry("content", OperationRules::contentOfResponse));

    static final Map<String, Rule> SERVER_VARIABLE =
            table(List.of("description"), entry("default", Rule.DIFFERENT), entry("enum", Rule.OFFER));

    static final Map<String, Rule> SERVER = table(
            List.of("url", "description", "x-try-it"), entry("variables", Rule.members(" variable ", SERVER_VARIABLE)));

    static final Map<String, Rule> OPERATION = table(
            List.of("summary", "description", "tags", "externalDocs", "x-deprecated-since"),
            entry("operationId", OperationRules::operationId),
            entry("deprecated", NEWLY_DEPRECATED),
            entry("parameters", OperationRules::parameters),
            entry("requestBody", OperationRules::body),
            entry("responses", OperationRules::responses),
            entry("callbacks", Rule.members("callback ", OperationRules::callback)),
            entry("servers", Rule.members("server ", SERVER)),
            entry("security", Security::judge),
            entry("securitySchemes", Security::judge),
            entry("x-rights", Rule.RIGHTS));

    /** The operations judge what they inherit from their path. */
    static final Map<String, Rule> PATH = table(List.of(
            "summary",
            "description",
            "parameters",
            "servers",
            "get",
            "put",
            "post",
            "delete",
            "options",
            "head",
            "patch",
            "trace"));

    static final Map<String, Rule> OAUTH_FLOW = table(
            List.of(),
            entry("authorizationUrl", Rule.DIFFERENT),
            entry("tokenUrl", Rule.DIFFERENT),
            entry("refreshUrl", Rule.DIFFERENT),
            entry("scopes", Rule.names(" scope ")));

    /** Two schemes are compared if all other keywords are equal. */
    static final Map<String, Rule> SECURITY_SCHEME = table(
            List.of(
                    "type",
                    "scheme",
                    "in",
                    "name",
                    "openIdConnectUrl",
                    "description",
                    "bearerFormat",
                    // A removed kind is also removed from x-rights.
                    "x-application-kinds"),
            entry("flows", Rule.members(": flow ", OAUTH_FLOW)));

    static final Map<String, Rule> INFO =
            table(List.of("title", "version", "description", "termsOfService", "contact", "license"));

    /** Components are judged where they are used. */
    static final Map<String, Rule> COMPONENTS = table(List.of(
            "schemas",
            "responses",
            "parameters",
            "examples",
            "requestBodies",
            "headers",
            "securitySchemes",
            "links",
            "callbacks"));

    /** The operations judge what they inherit from the root. */
    static final Map<String, Rule> CONTRACT = table(
            List.of("servers", "security", "tags", "externalDocs", "x-changelog", "x-compatibility"),
            entry("openapi", OperationRules::dialect),
            entry("info", Rule.inner(INFO)),
            entry("paths", OperationRules::paths),
            entry("components", Rule.inner(COMPONENTS)));

    private Rules() {}

    /**
     * @param words keywords that mean nothing to clients, or nothing in this place
     * @param rules the rules for all other keywords
     */
    @SafeVarargs
    private static Map<String, Rule> table(List<String> words, Map.Entry<String, Rule>... rules) {
        Map<String, Rule> table = new HashMap<>(Map.ofEntries(rules));
        words.forEach(word -> table.put(word, Rule.WORDS));
        return Map.copyOf(table);
    }
}
