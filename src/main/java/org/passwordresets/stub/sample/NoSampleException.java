package org.passwordresets.stub.sample;

import com.fasterxml.jackson.databind.JsonNode;

/** No value was found that is valid for a schema. The message names the schema. */
public final class NoSampleException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 300;

    NoSampleException(JsonNode schema, String reason) {
        super("%s: %s".formatted(reason, shown(schema.toString())));
    }

    private static String shown(String schema) {
        return schema.length() <= MAX_SHOWN ? schema : schema.substring(0, MAX_SHOWN) + "…";
    }
}
