package org.passwordresets.jsonapi;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import org.passwordresets.contract.Contract;

/** The names of JSON:API (version 1.1) that code needs. */
public final class JsonApi {
    /** The media type of every request and answer under {@code /api}. */
    public static final String MEDIA_TYPE = Contract.MEDIA_TYPE;

    /** The same, parsed. */
    static final MediaType TYPE = MediaType.of(MEDIA_TYPE);

    /** Where the conventions of JSON:API hold; not for {@code /oauth}, {@code /docs}, {@code /health} and the like. */
    static final String PATHS = "/api/**";

    private static final String ROOT = "/api";

    private JsonApi() {}

    /** Whether the request is one to which these conventions apply. */
    static boolean concerns(HttpRequest<?> request) {
        return request.getPath().startsWith(ROOT + "/") || request.getPath().equals(ROOT);
    }
}
