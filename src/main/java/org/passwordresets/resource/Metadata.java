package org.passwordresets.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Nullable;
import java.util.Map;

/** Converts the free-form member {@code metadata} between documents and the text in its column. */
public final class Metadata {
    /** Empty metadata, as stored in the column. */
    public static final String NONE = "{}";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private Metadata() {}

    /** The text for the column; an empty object for null. */
    public static String text(@Nullable Map<String, Object> metadata) {
        if (metadata == null || metadata.isEmpty()) {
            return NONE;
        }
        try {
            return JSON.writeValueAsString(metadata);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Metadata that came as JSON is none", e);
        }
    }

    /** The metadata for a document. */
    public static Map<String, Object> of(String text) {
        if (text.equals(NONE)) {
            return Map.of();
        }
        try {
            return JSON.readValue(text, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Metadata in the database is no JSON object", e);
        }
    }
}
