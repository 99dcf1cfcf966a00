package org.passwordresets.listing;

import java.util.ArrayList;
import java.util.List;

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
}
