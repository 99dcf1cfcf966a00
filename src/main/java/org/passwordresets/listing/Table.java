package org.passwordresets.listing;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Relationship;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;

/**
 * How the database stores a resource type. An attribute's column has the attribute's name, unless {@code special} defines
 * another.
 *
 * @param name the name of the table
 * @param columns the columns to read, in the order of the record's components
 * @param special columns with another name than their attribute's, or of a special kind
 * @param relations the relations to other tables, by relationship
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

    /** The columns to read, with an alias of the table. */
    String selection(String alias) {
        return alias + "." + String.join(", " + alias + ".", columns);
    }

    Column column(Attribute attribute) {
        Column column = special.get(attribute.name());
        if (column == null && !columns.contains(attribute.name())) {
            throw notStored(attribute.name());
        }
        return column == null ? Column.of(attribute) : column;
    }

    Relation relation(Relationship relationship) {
        Relation relation = relations.get(relationship.name());
        if (relation == null) {
            throw notStored(relationship.name());
        }
        return relation;
    }

    private ApiException notStored(String member) {
        return new ApiException(Problem.NotImplemented.member(name + "." + member));
    }
}
