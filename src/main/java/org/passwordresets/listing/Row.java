package org.passwordresets.listing;

import io.micronaut.core.annotation.Nullable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.passwordresets.generated.model.Mode;

/**
 * A row of a result, read column by column from the left: a record's constructor that calls this for each argument in turn
 * gets the columns in the order of its components.
 */
public final class Row {
    private final ResultSet result;
    private int column;

    Row(ResultSet result, int columnsBefore) {
        this.result = result;
        this.column = columnsBefore;
    }

    /** Makes a record of a row. */
    @FunctionalInterface
    public interface Reader<E> {
        /** Reads all its columns. */
        E read(Row row) throws SQLException;
    }

    /** The next column. */
    @Nullable
    public String text() throws SQLException {
        return result.getString(++column);
    }

    /** The next column. */
    public int number() throws SQLException {
        return result.getInt(++column);
    }

    /** The next column. */
    @Nullable
    public byte[] bytes() throws SQLException {
        return result.getBytes(++column);
    }

    /** The next column. */
    @Nullable
    public Instant time() throws SQLException {
        LocalDateTime time = result.getObject(++column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    /** The next column. */
    public Mode mode() throws SQLException {
        return Mode.of(text());
    }
}
