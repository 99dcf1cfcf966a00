package org.passwordresets.jsonapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.passwordresets.contract.Violation;
import org.passwordresets.contract.generated.ValidationCode;

/** The limits of metadata that a JSON schema has no words for. The contract states them in prose and as {@code x-max-*}. */
final class MetadataLimits {
    private static final int DEEPEST = 20;
    private static final int LARGEST = 64 * 1024;

    private MetadataLimits() {}

    static List<Violation> violations(JsonNode metadata) {
        if (!metadata.isObject() || metadata.isEmpty()) {
            return List.of();
        }
        if (!isShallow(metadata, DEEPEST)) {
            return List.of(Violation.ofLength("metadata", ValidationCode.TOO_DEEP, DEEPEST));
        }
        if (metadata.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            return List.of(Violation.ofLength("metadata", ValidationCode.TOO_LARGE, LARGEST));
        }
        return hasOnlyExactNumbers(metadata) ? List.of() : List.of(Violation.of("metadata", ValidationCode.NOT_EXACT));
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
