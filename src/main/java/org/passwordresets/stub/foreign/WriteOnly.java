package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.passwordresets.stub.sample.SchemaSamples;

/** Removes what no response may show: what is write-only, and passwords. */
final class WriteOnly {
    private static final List<String> CHOICES = List.of("oneOf", "anyOf");
    private static final int MAX_DEPTH = 16;

    private final SchemaSamples schemas;
    private final boolean passwordsToo;

    private WriteOnly(SchemaSamples schemas, boolean passwordsToo) {
        this.schemas = schemas;
        this.passwordsToo = passwordsToo;
    }

    /** @param passwordsToo whether to remove what has {@code format: password} too */
    static void remove(JsonNode value, JsonNode schema, SchemaSamples schemas, boolean passwordsToo) {
        new WriteOnly(schemas, passwordsToo).remove(value, schema, 0);
    }

    private void remove(JsonNode value, JsonNode schema, int depth) {
        if (!value.isContainerNode() || depth > MAX_DEPTH) {
            return;
        }
        JsonNode whole = schemas.whole(schema);
        if (value.isArray()) {
            value.forEach(element -> remove(element, whole.path("items"), depth + 1));
        }
        if (value instanceof ObjectNode object) {
            whole.path("properties").properties().forEach(property -> {
                if (isHidden(property.getValue())) {
                    object.remove(property.getKey());
                } else {
                    remove(object.path(property.getKey()), property.getValue(), depth + 1);
                }
            });
        }
        CHOICES.forEach(choice -> whole.path(choice).forEach(variant -> {
            if (isOfType(value, schemas.whole(variant))) {
                remove(value, variant, depth + 1);
            }
        }));
    }

    private boolean isHidden(JsonNode schema) {
        JsonNode whole = schemas.whole(schema);
        return schema.path("writeOnly").asBoolean()
                || whole.path("writeOnly").asBoolean()
                || passwordsToo && whole.path("format").asText().equals("password");
    }

    /** What is secret in one type of resource may be shown in another. */
    private boolean isOfType(JsonNode value, JsonNode variant) {
        JsonNode types = schemas.whole(variant.path("properties").path("type")).path("enum");
        return types.isEmpty()
                || !value.has("type")
                || types.valueStream().anyMatch(type -> type.equals(value.get("type")));
    }
}
