package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A resource type in the contract: a schema with {@code x-resource-type}.
 *
 * @param name the JSON:API {@code type}, such as {@code customer_password_resets}
 * @param attributes by name, in the contract's order; including {@code id}, because lists filter and sort by it
 * @param relationships by name, in the contract's order
 */
public record ResourceType(String name, Map<String, Attribute> attributes, Map<String, Relationship> relationships) {
    /** All types of a resolved contract by name, in its order. */
    public static Map<String, ResourceType> all(JsonNode contract) {
        Map<String, ResourceType> types = new LinkedHashMap<>();
        find(contract.path("paths"), types);
        return types;
    }

    private static void find(JsonNode node, Map<String, ResourceType> found) {
        if (node.has("x-resource-type")) {
            found.putIfAbsent(node.get("x-resource-type").asText(), of(node));
        }
        node.forEach(part -> find(part, found));
    }

    private static ResourceType of(JsonNode schema) {
        JsonNode members = schema.path("properties");
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("id", Attribute.of("id", members.path("id")));
        members.path("attributes")
                .path("properties")
                .properties()
                .forEach(member -> attributes.put(member.getKey(), Attribute.of(member.getKey(), member.getValue())));
        Map<String, Relationship> relationships = new LinkedHashMap<>();
        members.path("relationships")
                .path("properties")
                .properties()
                .forEach(member ->
                        relationships.put(member.getKey(), Relationship.of(member.getKey(), member.getValue())));
        return new ResourceType(
                schema.path("x-resource-type").asText(),
                Collections.unmodifiableMap(attributes),
                Collections.unmodifiableMap(relationships));
    }
}
