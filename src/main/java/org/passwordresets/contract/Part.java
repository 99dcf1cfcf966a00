package org.passwordresets.contract;

import io.micronaut.core.annotation.Nullable;
import java.util.Map;

/** What a part of an OpenAPI document is, as far as its place tells. */
enum Part {
    ANY,
    SCHEMA("schemas"),
    PARAMETER("parameters"),
    RESPONSE("responses"),
    HEADER("headers"),
    EXAMPLE("examples"),
    LINK("links"),
    /** A list or a map whose elements are the parts: their names are no keywords. */
    SCHEMAS(SCHEMA),
    PARAMETERS(PARAMETER),
    RESPONSES(RESPONSE),
    HEADERS(HEADER),
    EXAMPLES(EXAMPLE),
    LINKS(LINK),
    /** A map of something else, by name. */
    NAMED(ANY),
    /** A value: a {@code $ref} in it is a member like any other. */
    DATA;

    private static final Map<String, Part> EVERYWHERE = Map.ofEntries(
            Map.entry("schema", SCHEMA),
            Map.entry("schemas", SCHEMAS),
            Map.entry("parameters", PARAMETERS),
            Map.entry("responses", RESPONSES),
            Map.entry("headers", HEADERS),
            Map.entry("examples", EXAMPLES),
            Map.entry("requestExamples", EXAMPLES),
            Map.entry("links", LINKS),
            Map.entry("paths", NAMED),
            Map.entry("content", NAMED),
            Map.entry("callbacks", NAMED),
            Map.entry("example", DATA),
            Map.entry("default", DATA));
    private static final Map<String, Part> IN_SCHEMA = Map.of(
            "items", SCHEMA,
            "additionalProperties", SCHEMA,
            "not", SCHEMA,
            "properties", SCHEMAS,
            "allOf", SCHEMAS,
            "oneOf", SCHEMAS,
            "anyOf", SCHEMAS,
            "enum", DATA,
            "example", DATA,
            "default", DATA);
    private static final Map<String, Part> IN_EXAMPLE = Map.of("value", DATA);

    /** The section of {@code components} for such parts. */
    @Nullable
    private final String section;

    /** What each element is. */
    @Nullable
    private final Part element;

    Part() {
        this(null, null);
    }

    Part(String section) {
        this(section, null);
    }

    Part(Part element) {
        this(null, element);
    }

    Part(@Nullable String section, @Nullable Part element) {
        this.section = section;
        this.element = element;
    }

    @Nullable
    String section() {
        return section;
    }

    /** What a member of such a part is. */
    Part member(String name) {
        if (element != null) {
            return element;
        }
        return switch (this) {
            case DATA -> DATA;
            case SCHEMA -> IN_SCHEMA.getOrDefault(name, ANY);
            case EXAMPLE -> IN_EXAMPLE.getOrDefault(name, ANY);
            default -> EVERYWHERE.getOrDefault(name, ANY);
        };
    }

    /** What an element of such a list is. */
    Part element() {
        return element == null ? this : element;
    }
}
