package org.passwordresets.listing;

import io.micronaut.core.annotation.Nullable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.passwordresets.json.JsonText;

/** A piece of SQL with its parameters in order. Values are always bound, never written into the text. */
final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** SQL with a value for each question mark. */
    static Sql of(String text, Object... values) {
        return new Sql().add(text, values);
    }

    /** The parts in parentheses, joined by AND or OR. */
    static Sql joined(List<Sql> parts, String operator) {
        Sql joined = new Sql().add("(");
        for (int i = 0; i < parts.size(); i++) {
            joined.add(i == 0 ? "" : operator).add(parts.get(i));
        }
        return joined.add(")");
    }

    /** A test whether what precedes it is one of the values. */
    static Sql in(List<?> values) {
        return of(" IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")", values.toArray());
    }

    Sql add(String more, Object... moreValues) {
        text.append(more);
        for (Object value : moreValues) {
            values.add(value);
        }
        return this;
    }

    Sql add(Sql more) {
        text.append(more.text);
        values.addAll(more.values);
        return this;
    }

    String text() {
        return text.toString();
    }

    List<Object> values() {
        return values;
    }

    /** The statement, ready to be executed. */
    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(text());
        for (int i = 0; i < values.size(); i++) {
            bind(prepared, i + 1, values.get(i));
        }
        return prepared;
    }

    /** Binds a value of any type that a row has. */
    static void bind(PreparedStatement prepared, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            prepared.setNull(index, Types.VARCHAR);
        } else if (value instanceof String text) {
            prepared.setString(index, text);
        } else if (value instanceof Number number) {
            prepared.setLong(index, number.longValue());
        } else if (value instanceof byte[] bytes) {
            prepared.setBytes(index, bytes);
        } else if (value instanceof Boolean bool) {
            prepared.setBoolean(index, bool);
        } else if (value instanceof Instant time) {
            prepared.setObject(index, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        } else if (value instanceof JsonText choice) {
            prepared.setString(index, choice.text());
        } else {
            prepared.setObject(index, (LocalDateTime) value);
        }
    }
}
