package org.passwordresets.listing;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.type.Argument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.passwordresets.generated.model.Mode;

/**
 * Reads rows whose columns are in the order of a record's components; see {@link Table#selection}. Created once for each
 * record class.
 */
final class RowReader<E> {
    private final BeanIntrospection<E> introspection;
    private final Cell[] cells;

    RowReader(Class<E> row) {
        this.introspection = BeanIntrospection.getIntrospection(row);
        this.cells = Stream.of(introspection.getConstructorArguments())
                .map(Argument::getType)
                .map(RowReader::cell)
                .toArray(Cell[]::new);
    }

    @FunctionalInterface
    private interface Cell {
        Object read(ResultSet result, int column) throws SQLException;
    }

    private static Cell cell(Class<?> type) {
        if (type == String.class) {
            return ResultSet::getString;
        }
        if (type == Instant.class) {
            return RowReader::time;
        }
        if (type == byte[].class) {
            return ResultSet::getBytes;
        }
        if (type == Mode.class) {
            return (result, column) -> Mode.of(result.getString(column));
        }
        if (type == int.class) {
            return ResultSet::getInt;
        }
        if (type == boolean.class) {
            return ResultSet::getBoolean;
        }
        throw new IllegalArgumentException("A row cannot have a component of the type " + type.getName());
    }

    private static Object time(ResultSet result, int column) throws SQLException {
        LocalDateTime time = result.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    E read(ResultSet result, int columnsBefore) throws SQLException {
        Object[] components = new Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            components[i] = cells[i].read(result, columnsBefore + i + 1);
        }
        return introspection.instantiate(components);
    }
}
