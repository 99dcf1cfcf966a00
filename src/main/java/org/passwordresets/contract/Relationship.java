package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A relationship of a resource, as the contract describes it.
 *
 * @param name the member's name, such as {@code customer}
 * @param relatedType the type at its other end ({@code x-related-type}), such as {@code customers}
 * @param many whether it leads to any number of resources ({@code x-cardinality: many}) or to one at most
 * @param includable whether {@code include} may name it ({@code x-includable})
 * @param filterable whether a filter may reach through it ({@code x-filterable})
 */
public record Relationship(String name, String relatedType, boolean many, boolean includable, boolean filterable) {
    static Relationship of(String name, JsonNode schema) {
        return new Relationship(
                name,
                schema.path("x-related-type").asText(),
                schema.path("x-cardinality").asText().equals("many"),
                schema.path("x-includable").asBoolean(),
                schema.path("x-filterable").asBoolean());
    }
}
