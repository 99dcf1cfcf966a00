package org.passwordresets.listing;

/**
 * How rows are related to the rows of another resource.
 *
 * @param table of the related resources
 * @param from the column on this side
 * @param to the column on the other side with the same value
 * @param condition another condition on the other side, as SQL in which {@code %s} stands for the row; empty for none
 */
public record Relation(Table table, String from, String to, String condition) {
    /** To the one resource whose id a column has. */
    public static Relation toOne(Table table, String from) {
        return new Relation(table, from, "id", "");
    }

    /** To all rows that refer to a row of this table: {@code resource_type} and {@code resource_id}. */
    public static Relation toEventsOf(Table events, String resourceType) {
        return new Relation(events, "id", "resource_id", " AND %s.resource_type = '" + resourceType + "'");
    }
}
