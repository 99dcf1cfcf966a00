package org.passwordresets.resource;

import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import org.passwordresets.json.JsonNullable;

/**
 * What a client may attach to any resource, for its own use.
 *
 * @param reference such as the key in another system
 * @param origin the name of that system
 * @param metadata a JSON object
 */
public record References(
        @Nullable String reference, @Nullable String origin, String metadata) {
    /** Those of a new resource. */
    public static References of(
            JsonNullable<String> reference, JsonNullable<String> origin, @Nullable Map<String, Object> metadata) {
        return new References(reference.value(), origin.value(), Metadata.text(metadata));
    }

    /** After an update: what is absent stays, null empties, metadata is replaced as a whole. */
    public References changedTo(
            JsonNullable<String> newReference,
            JsonNullable<String> newOrigin,
            @Nullable Map<String, Object> newMetadata) {
        return new References(
                newReference.orElse(reference),
                newOrigin.orElse(origin),
                newMetadata == null ? metadata : Metadata.text(newMetadata));
    }
}
