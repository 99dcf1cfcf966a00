package org.passwordresets.stub.sample;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether values are sent by clients or by the server, because either leaves out properties. */
public enum Direction {
    /** Without {@code readOnly} properties. */
    REQUEST("readOnly"),
    /** Without {@code writeOnly} properties. */
    RESPONSE("writeOnly");

    private final String leftOut;

    Direction(String leftOut) {
        this.leftOut = leftOut;
    }

    /** Whether values have the property with this schema. */
    boolean has(JsonNode property) {
        return !property.path(leftOut).asBoolean();
    }
}
