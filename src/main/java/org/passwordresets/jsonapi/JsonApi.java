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

    private static final String ROOT = "/api";
    /** The stub's own operations, whose errors have the same format. */
    private static final String OF_STUB = "/__stub/";

    private JsonApi() {}

    /** Whether the path belongs to the API; {@code /oauth}, {@code /docs}, {@code /health} and others do not. */
    static boolean owns(String path) {
        return path.startsWith(ROOT) && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
    }

    /** Whether JSON:API applies to the request. */
    static boolean concerns(HttpRequest<?> request) {
        String path = request.getPath();
        return owns(path) || path.startsWith(OF_STUB);
    }
}
