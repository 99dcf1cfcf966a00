package org.passwordresets.listing;

/**
 * The way from rows to the rows of related resources.
 *
 * @param table of the related resources
 * @param from the column on this side
 * @param to the column at the other end that has the same value
 * @param condition what else holds at the other end, as SQL in which {@code %s} stands for the row; empty for nothing
 */
public record Relation(Table table, String from, String to, String condition) {
    /** To the one resource whose id a column holds. */
    public static Relation toOne(Table table, String from) {
        return new Relation(table, from, "id", "");
    }

    /** To all that name a row of this table as what they are about: {@code resource_type} and {@code resource_id}. */
    public static Relation toEventsOf(Table events, String resourceType) {
        return new Relation(events, "id", "resource_id", " AND %s.resource_type = '" + resourceType + "'");
    }
}
