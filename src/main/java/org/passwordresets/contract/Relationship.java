package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A relationship of a resource, as the contract describes it.
 *
 * @param name the member's name, such as {@code customer}
 * @param relatedType the type of the related resources ({@code x-related-type}), such as {@code customers}
 * @param many whether it is a to-many relationship ({@code x-cardinality: many})
 * @param includable whether {@code include} may name it ({@code x-includable})
 * @param linked whether it has linkage; otherwise, only its own address has the related resources
 * @param filterable whether a filter may use attributes of the related resources ({@code x-filterable})
 */
public record Relationship(
        String name, String relatedType, boolean many, boolean includable, boolean linked, boolean filterable) {
    static Relationship of(String name, JsonNode schema) {
        return new Relationship(
                name,
                schema.path("x-related-type").asText(),
                schema.path("x-cardinality").asText().equals("many"),
                schema.path("x-includable").asBoolean(),
                schema.path("properties").has("data"),
                schema.path("x-filterable").asBoolean());
    }
}
