package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Schemas as the contract writes them: an {@code allOf} only ever adds to what one named schema says. */
final class Schemas {
    private Schemas() {}

    /** The schema with its {@code allOf} put in. */
    static JsonNode merged(JsonNode schema) {
        if (!schema.has("allOf")) {
            return schema;
        }
        ObjectNode merged = schema.deepCopy();
        merged.remove("allOf");
        schema.path("allOf").forEach(part -> merged(part).properties().forEach(member -> {
            if (member.getKey().equals("properties") && merged.has("properties")) {
                ((ObjectNode) merged.get("properties"))
                        .setAll((ObjectNode) member.getValue().deepCopy());
            } else if (!merged.has(member.getKey())) {
                merged.set(member.getKey(), member.getValue());
            }
        }));
        return merged;
    }
}
