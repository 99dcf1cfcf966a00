package org.passwordresets.jsonapi;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import org.passwordresets.contract.Contract;

/** The names from JSON:API 1.1 that code needs. */
public final class JsonApi {
    /** The media type of every request and response under {@code /api}. */
    public static final String MEDIA_TYPE = Contract.MEDIA_TYPE;

    /** The same media type, parsed. */
    static final MediaType TYPE = MediaType.of(MEDIA_TYPE);

    /** The paths to which JSON:API applies; {@code /oauth}, {@code /docs}, {@code /health} and others are not among them. */
    static final String PATHS = "/api/**";

    private static final String ROOT = "/api";

    private JsonApi() {}

    /** Whether JSON:API applies to the request. */
    static boolean concerns(HttpRequest<?> request) {
        return request.getPath().startsWith(ROOT + "/") || request.getPath().equals(ROOT);
    }
}
