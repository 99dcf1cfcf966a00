package org.passwordresets.stub.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.passwordresets.contract.LocalReference;

/** The schemas of one document: follows their references and merges the parts of each {@code allOf}. */
final class Schemas {
    private static final int MAX_REFERENCES = 100;

    private final JsonNode document;
    /** By identity, because comparing large schemas takes longer than merging them. */
    private final Cache<JsonNode, ObjectNode> merged =
            Caffeine.newBuilder().weakKeys().build();

    private final Cache<JsonNode, Map<JsonNode, ObjectNode>> variants =
            Caffeine.newBuilder().weakKeys().build();

    /** @param document what references such as {@code #/components/schemas/Pet} lead into */
    Schemas(JsonNode document) {
        this.document = document;
    }

    /** The schema that a reference leads to; the schema itself if it is none. */
    JsonNode follow(JsonNode schema) {
        JsonNode target = schema;
        for (int i = 0; target.path("$ref").isTextual() && i < MAX_REFERENCES; i++) {
            target = document.at(LocalReference.pointer(target.get("$ref").textValue()));
        }
        return target;
    }

    /** One schema without {@code $ref} and {@code allOf} at its top. */
    ObjectNode whole(JsonNode schema) {
        JsonNode target = follow(schema);
        ObjectNode known = merged.getIfPresent(target);
        if (known == null) {
            // Not with the cache's own method, because merging a part comes back here.
            known = merge(target);
            merged.put(target, known);
        }
        return known;
    }

    private ObjectNode merge(JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        schema.properties().stream()
                .filter(keyword -> !keyword.getKey().equals("allOf"))
                .forEach(keyword -> whole.set(keyword.getKey(), keyword.getValue()));
        for (JsonNode part : schema.path("allOf")) {
            SchemaMerge.add(part.has("$ref") || part.has("allOf") ? whole(part) : part, whole);
        }
        return whole;
    }

    /** The schema together with one of its variants. */
    ObjectNode with(ObjectNode schema, String choice, JsonNode variant) {
        return variants.get(schema, key -> Collections.synchronizedMap(new IdentityHashMap<>()))
                .computeIfAbsent(variant, key -> {
                    ObjectNode whole = JsonNodeFactory.instance.objectNode().setAll(schema);
                    whole.remove(choice);
                    SchemaMerge.add(whole(variant), whole);
                    return whole;
                });
    }
}
