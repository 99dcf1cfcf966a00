package org.passwordresets.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a command did.
 *
 * @param text for people: a sentence, or a table
 * @param value the same for programs, to be written as JSON
 */
record Outcome(String text, Object value) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The value as JSON, in one line. */
    String json() {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Only maps, lists and texts are printed", e);
        }
    }

    /** Omits both, which may contain a secret. */
    @Override
    public String toString() {
        return "Outcome";
    }
}
