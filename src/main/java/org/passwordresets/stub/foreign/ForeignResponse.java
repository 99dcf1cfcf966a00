package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;

/**
 * A response in the document.
 *
 * @param status the status; for a range or {@code default}, one that fits
 * @param definition the response
 * @param type the media type of the body; null if there is none
 * @param example the name of the example; null if the body has no name
 * @param body missing if there is none
 * @param reason why this response was selected
 */
record ForeignResponse(
        int status,
        JsonNode definition,
        @Nullable String type,
        @Nullable String example,
        JsonNode body,
        String reason) {
    ForeignResponse with(JsonNode changed) {
        return new ForeignResponse(status, definition, type, example, changed, reason);
    }

    ForeignResponse because(String other) {
        return new ForeignResponse(status, definition, type, example, body, other);
    }
}
