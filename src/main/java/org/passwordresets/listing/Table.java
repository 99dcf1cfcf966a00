package org.passwordresets.listing;

import java.util.Map;

/**
 * How a type of resource lies in the database. An attribute's column has the attribute's name, unless it is told otherwise.
 *
 * @param name of the table
 * @param expressions SQL for the attributes that are no column of their own name; {@code %s} stands for the table's alias
 */
public record Table(String name, Map<String, String> expressions) {
    /** The SQL that yields an attribute's value in the rows of {@code alias}. */
    String expression(String alias, String attribute) {
        return expressions.getOrDefault(attribute, "%s." + attribute).replace("%s", alias);
    }
}
