package org.passwordresets.stub.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.passwordresets.contract.Operation;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.stub.sample.SchemaSamples;

/**
 * A document made from a schema, with the parts that no schema ties together: links lead to their own resource, linkage names
 * resources of the related type, and {@code included} contains exactly the resources that {@code include} names.
 */
final class MadeUpDocument {
    private static final String RELATIONSHIPS = "relationships";
    private static final String RELATED_TYPE = "x-related-type";
    private static final int MAX_RELATED = 2;

    private final Map<String, JsonNode> resourceSchemas;
    private final Random random;
    private final Map<String, ObjectNode> included = new LinkedHashMap<>();

    /** @param resourceSchemas the schema of each resource type */
    MadeUpDocument(Map<String, JsonNode> resourceSchemas, long seed) {
        this.resourceSchemas = resourceSchemas;
        this.random = new Random(seed);
    }

    /** The schemas with {@code x-resource-type} in the responses of these operations. */
    static Map<String, JsonNode> resourceSchemas(Iterable<Operation> operations) {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        operations.forEach(operation -> operation
                .definition()
                .path("responses")
                .findParents("x-resource-type")
                .forEach(schema ->
                        schemas.putIfAbsent(schema.get("x-resource-type").asText(), schema)));
        return schemas;
    }

    /**
     * Changes a value of the schema.
     *
     * @param include the relationships whose resources are included
     */
    JsonNode consistent(JsonNode value, JsonNode schema, String path, Set<String> include) {
        if (!(value instanceof ObjectNode document)) {
            return value;
        }
        JsonNode data = schema.path("properties").path("data");
        if (path.contains("/" + RELATIONSHIPS + "/")) {
            relate(document, relatedType(path));
        } else if (document.path("data").isArray()) {
            document.get("data").forEach(resource -> tie(resource, data.path("items"), include));
        } else {
            tie(document.path("data"), data, include);
        }
        document.remove("included");
        if (!include.isEmpty() && schema.path("properties").has("included")) {
            document.putArray("included").addAll(included.values());
        }
        return document;
    }

    private String relatedType(String path) {
        String[] segments = path.split("/");
        return resourceSchemas
                .getOrDefault(segments[2], JsonNodeFactory.instance.missingNode())
                .at("/properties/relationships/properties")
                .path(segments[segments.length - 1])
                .path(RELATED_TYPE)
                .asText();
    }

    private void tie(JsonNode node, JsonNode schema, Set<String> include) {
        if (!(node instanceof ObjectNode resource) || !schema.has("x-resource-type")) {
            return;
        }
        String address = "/api/" + schema.get("x-resource-type").asText() + "/"
                + resource.path("id").asText();
        lead(resource, "self", address);
        JsonNode relationships = schema.path("properties").path(RELATIONSHIPS).path("properties");
        resource.path(RELATIONSHIPS).properties().forEach(relationship -> {
            String name = relationship.getKey();
            lead(relationship.getValue(), "self", address + "/" + RELATIONSHIPS + "/" + name);
            lead(relationship.getValue(), "related", address + "/" + name);
            ObjectNode member = (ObjectNode) relationship.getValue();
            JsonNode kind = relationships.path(name);
            String type = kind.path(RELATED_TYPE).asText();
            if (include.contains(name) && resourceSchemas.containsKey(type)) {
                member.set(
                        "data",
                        kind.path("x-cardinality").asText().equals("many")
                                ? several(type, ResourceQuery.includeAfter(name, include))
                                : identifier(type, ResourceQuery.includeAfter(name, include)));
            } else {
                member.remove("data");
            }
        });
    }

    /** The shared schemas of links show another resource. */
    private static void lead(JsonNode holder, String link, String path) {
        if (holder.path("links") instanceof ObjectNode links && links.has(link)) {
            links.set(link, TextNode.valueOf(links.get(link).asText().replaceFirst("/api/.*", path)));
        }
    }

    private void relate(ObjectNode linkage, String type) {
        if (!resourceSchemas.containsKey(type)) {
            return;
        }
        if (linkage.path("data").isArray()) {
            linkage.set("data", several(type, Set.of()));
        } else if (linkage.hasNonNull("data")) {
            linkage.set("data", identifier(type, Set.of()));
        }
    }

    private ArrayNode several(String type, Set<String> include) {
        ArrayNode identifiers = JsonNodeFactory.instance.arrayNode();
        int size = random.nextInt(MAX_RELATED + 1);
        for (int i = 0; i < size; i++) {
            identifiers.add(identifier(type, include));
        }
        return identifiers;
    }

    private ObjectNode identifier(String type, Set<String> include) {
        JsonNode schema = resourceSchemas.get(type);
        JsonNode resource = SchemaSamples.OF_RESOLVED.random(schema, random.nextLong());
        tie(resource, schema, include);
        String id = resource.path("id").asText();
        included.put(type + "/" + id, (ObjectNode) resource);
        return JsonNodeFactory.instance.objectNode().put("type", type).put("id", id);
    }
}
