package org.passwordresets.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.passwordresets.generated.model.ValidationCode;

/** The limits of metadata that a JSON schema has no words for. The contract states them in prose and as {@code x-max-*}. */
public final class MetadataLimits {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_BYTES = 64 * 1024;

    private MetadataLimits() {}

    /**
     * A limit that metadata exceed.
     *
     * @param limit in levels or bytes; null where the fault is not one of size
     */
    public record Excess(ValidationCode code, @Nullable Integer limit) {}

    /** The first limit that the metadata exceed. */
    public static Optional<Excess> exceeded(JsonNode metadata) {
        if (!metadata.isObject() || metadata.isEmpty()) {
            return Optional.empty();
        }
        if (!isShallow(metadata, MAX_DEPTH)) {
            return Optional.of(new Excess(ValidationCode.TOO_DEEP, MAX_DEPTH));
        }
        if (metadata.toString().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of(new Excess(ValidationCode.TOO_LARGE, MAX_BYTES));
        }
        return hasOnlyExactNumbers(metadata)
                ? Optional.empty()
                : Optional.of(new Excess(ValidationCode.NOT_EXACT, null));
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

    /** The databases keep a number in JSON as a double; one that would come back changed is refused. */
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
