package org.passwordresets.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The limits of metadata that a JSON schema cannot express.
 *
 * @param maxDepth the maximum number of levels of objects and arrays
 * @param maxBytes the maximum size as JSON in UTF-8, in bytes
 */
public record MetadataLimits(int maxDepth, int maxBytes) {
    /** The limits from {@code x-max-depth} and {@code x-max-bytes} of a schema; empty if it has none. */
    public static Optional<MetadataLimits> of(JsonNode schema) {
        return schema.has("x-max-depth")
                ? Optional.of(new MetadataLimits(
                        schema.path("x-max-depth").asInt(),
                        schema.path("x-max-bytes").asInt()))
                : Optional.empty();
    }

    /**
     * A limit that metadata exceed.
     *
     * @param limit in levels or bytes; null if the violation is not about size
     */
    public record Excess(Kind kind, @Nullable Integer limit) {}

    /** Which limit. {@code ValidationCode} in the contract uses the same names. */
    public enum Kind {
        TOO_DEEP,
        TOO_LARGE,
        /** A number that a JSON double cannot hold. */
        NOT_EXACT
    }

    /** The first limit that the metadata exceed. */
    public Optional<Excess> exceeded(JsonNode metadata) {
        if (!metadata.isObject() || metadata.isEmpty()) {
            return Optional.empty();
        }
        if (!isShallow(metadata, maxDepth)) {
            return Optional.of(new Excess(Kind.TOO_DEEP, maxDepth));
        }
        if (metadata.toString().getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            return Optional.of(new Excess(Kind.TOO_LARGE, maxBytes));
        }
        return hasOnlyExactNumbers(metadata) ? Optional.empty() : Optional.of(new Excess(Kind.NOT_EXACT, null));
    }

    private static boolean isShallow(JsonNode node, int levels) {
        if (!node.isContainerNode()) {
            return true;
        }
        if (levels == 0) {
            return false;
        }
        for (JsonNode child : node) {
            if (!isShallow(child, levels - 1)) {
                return false;
            }
        }
        return true;
    }

    /** The databases store a JSON number as a double. A number that would come back changed is rejected. */
    private static boolean hasOnlyExactNumbers(JsonNode node) {
        if (node.isNumber()) {
            return survivesAsDouble(node.decimalValue());
        }
        for (JsonNode child : node) {
            if (!hasOnlyExactNumbers(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean survivesAsDouble(BigDecimal number) {
        double asDouble = number.doubleValue();
        return Double.isFinite(asDouble) && BigDecimal.valueOf(asDouble).compareTo(number) == 0;
    }
}
