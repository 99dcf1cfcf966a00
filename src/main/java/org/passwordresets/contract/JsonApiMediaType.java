package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;

/** The media type of every JSON:API document: section 5 of JSON:API 1.1. */
final class JsonApiMediaType {
    static final String NAME = "application/vnd.api+json";

    /** The beginning of every path with bodies of this type. */
    static final String PATHS = "/api/";

    private JsonApiMediaType() {}

    /** Whether this part of a contract has a body of this type. */
    static boolean isIn(JsonNode part) {
        return part.findValue(NAME) != null;
    }
}
