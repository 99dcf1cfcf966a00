package org.passwordresets.listing;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.passwordresets.contract.Attribute;

/**
 * How a type of resource lies in the database. An attribute's column has the attribute's name, unless it is told otherwise.
 *
 * @param name of the table
 * @param columns what is read of a row, in the order of the record's components
 * @param special the columns of those attributes that have none of their own name, or one that is not like others
 * @param relations the way to the related resources, by relationship
 */
public record Table(String name, List<String> columns, Map<String, Column> special, Map<String, Relation> relations) {

    /** A table with a column for each component of a record, in snake case. */
    public static Table of(
            String name, Class<? extends Record> row, Map<String, Column> special, Map<String, Relation> relations) {
        List<String> columns =
                Arrays.stream(row.getRecordComponents()).map(Table::snakeCase).toList();
        return new Table(name, columns, special, relations);
    }

    private static String snakeCase(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The columns that are read, of the rows of an alias. */
    String selection(String alias) {
        return alias + "." + String.join(", " + alias + ".", columns);
    }

    Column column(Attribute attribute) {
        Column column = special.get(attribute.name());
        return column == null ? Column.of(attribute) : column;
    }
}
