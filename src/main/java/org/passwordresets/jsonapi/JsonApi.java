package org.passwordresets.jsonapi;

/** The names of JSON:API (version 1.1) that code needs. */
public final class JsonApi {
    /** The media type of every request and answer under {@code /api}. */
    public static final String MEDIA_TYPE = "application/vnd.api+json";

    /** Where the conventions of JSON:API hold; not for {@code /oauth}, {@code /docs}, {@code /health} and the like. */
    static final String PATHS = "/api/**";

    private JsonApi() {}
}
