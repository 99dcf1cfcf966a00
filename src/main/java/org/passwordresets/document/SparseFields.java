package org.passwordresets.document;

import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passwordresets.query.ResourceQuery;

/**
 * Applies {@code fields}: removes the members that the request did not ask for (JSON:API 1.1, "Sparse Fieldsets"). Adds the
 * empty {@code included} for an empty {@code include} ("Inclusion of Related Resources").
 */
@Singleton
public final class SparseFields {
    private final ObjectMapper json;

    SparseFields(ObjectMapper json) {
        this.json = json;
    }

    /** Whether the query changes what the controllers return. */
    public static boolean concern(ResourceQuery query) {
        return !query.fields().isEmpty() || query.compound() && query.include().isEmpty();
    }

    /** The document with only the requested members. */
    public JsonNode of(Object document, ResourceQuery query) {
        Map<String, Set<String>> fields = query.fields();
        try {
            Map<String, JsonNode> members = members(tree(document));
            if (query.compound()) {
                members.putIfAbsent("included", JsonNode.createArrayNode(List.of()));
            }
            members.computeIfPresent("data", (name, data) -> resources(data, fields));
            members.computeIfPresent("included", (name, included) -> resources(included, fields));
            return JsonNode.createObjectNode(members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stub's documents are JSON already. */
    private JsonNode tree(Object document) throws IOException {
        return document instanceof byte[] bytes
                ? json.readValue(bytes, Argument.of(JsonNode.class))
                : json.writeValueToTree(document);
    }

    private static JsonNode resources(JsonNode data, Map<String, Set<String>> fields) {
        if (!data.isArray()) {
            return data.isObject() ? resource(data, fields) : data;
        }
        List<JsonNode> resources = new ArrayList<>();
        data.values().forEach(resource -> resources.add(resource(resource, fields)));
        return JsonNode.createArrayNode(resources);
    }

    private static JsonNode resource(JsonNode resource, Map<String, Set<String>> fields) {
        Set<String> asked = fields.get(resource.get("type").getStringValue());
        if (asked == null) {
            return resource;
        }
        Map<String, JsonNode> members = members(resource);
        members.computeIfPresent("attributes", (name, attributes) -> only(attributes, asked));
        members.computeIfPresent("relationships", (name, relationships) -> only(relationships, asked));
        return JsonNode.createObjectNode(members);
    }

    private static JsonNode only(JsonNode object, Set<String> asked) {
        Map<String, JsonNode> members = members(object);
        members.keySet().retainAll(asked);
        return JsonNode.createObjectNode(members);
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.entries().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
