package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An attribute, a member of a body, or a parameter.
 *
 * @param type in words, such as {@code array of string}
 * @param description in Markdown
 * @param limits in Markdown: possible values, lengths, the default; empty without any
 * @param example as text; empty without one
 * @param schema with the contract's extensions
 */
record Member(
        String name,
        String type,
        boolean nullable,
        boolean required,
        String description,
        String limits,
        String example,
        JsonNode schema) {
    Member named(String another) {
        return new Member(another, type, nullable, required, description, limits, example, schema);
    }

    boolean hasLimits() {
        return !limits.isEmpty();
    }

    boolean hasExample() {
        return !example.isEmpty();
    }
}
