package org.passwordresets.listing;

/**
 * A relation of rows to the rows of another resource.
 *
 * @param table the table of the related resources
 * @param from the column of this table
 * @param to the column of the related table with the same value
 * @param condition another condition on the related table, as SQL in which {@code %s} stands for the row; empty for none
 */
public record Relation(Table table, String from, String to, String condition) {
    /** A relation to the one resource whose id is in a column. */
    public static Relation toOne(Table table, String from) {
        return new Relation(table, from, "id", "");
    }

    /** A relation to the events of a row: {@code resource_type} and {@code resource_id}. */
    public static Relation toEventsOf(Table events, String resourceType) {
        return new Relation(events, "id", "resource_id", " AND %s.resource_type = '" + resourceType + "'");
    }
}
