package org.passwordresets.listing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.passwordresets.contract.Attribute;
import org.passwordresets.filter.FilterTarget;
import org.passwordresets.filter.FilterValues;
import org.passwordresets.filter.Predicate.Comparison;
import org.passwordresets.filter.TextPattern;

/**
 * How the database stores an attribute, and which filters its column supports. All SQL here means the same on MySQL and
 * MariaDB.
 */
public abstract class Column {
    private final String expression;

    private Column(String expression) {
        this.expression = expression;
    }

    /** The default column of an attribute: it has the attribute's name. */
    static Column of(Attribute attribute) {
        return switch (attribute.kind()) {
            case TEXT -> attribute.name().equals("id") ? ascii("id") : new Text("%s." + attribute.name(), false);
            case TIME -> time(attribute.name());
            case BOOLEAN -> bool("%s." + attribute.name());
            case OBJECT -> new Json(attribute.name());
        };
    }

    /** A text column that holds ASCII only. */
    public static Column ascii(String name) {
        return new Text("%s." + name, true);
    }

    /** A column of times. */
    public static Column time(String name) {
        return new Time(name);
    }

    /** The text of an attribute that no row has: sorting by it needs no column, and no index. */
    public static Column none() {
        return new Text("NULL", true);
    }

    /**
     * A computed boolean.
     *
     * @param expression SQL in which {@code %s} stands for the row
     */
    public static Column bool(String expression) {
        return new Bool(expression);
    }

    /**
     * A secret of which the database has only a MAC. It counts as null once it has expired, and if its key is unknown.
     *
     * @param keys the known keys; a row that names none belongs to one of them
     * @param macs a value's MACs, one with each key
     */
    public static Column secret(
            SecretColumns columns, List<String> keys, Function<String, List<byte[]>> macs, Clock clock) {
        return new Secret(columns, keys, macs, clock);
    }

    /**
     * The columns of a secret.
     *
     * @param mac its MAC
     * @param key names the key of the MAC
     * @param expiry when it expires
     */
    public record SecretColumns(String mac, String key, String expiry) {}

    /** SQL for the value in a row. */
    final String in(String row) {
        return expression.replace("%s", row);
    }

    /** The value in a row, for a filter. */
    final FilterTarget<Sql> of(String row) {
        return new InRow(this, row);
    }

    private record InRow(Column column, String row) implements FilterTarget<Sql> {
        @Override
        public Sql compare(Comparison comparison, String value) {
            return switch (comparison) {
                case IS_NULL -> column.isNull(row);
                case IS_PRESENT -> column.isPresent(row);
                default -> column.compare(row, comparison, value);
            };
        }

        @Override
        public Sql compareNot(Comparison comparison, String value) {
            return switch (comparison) {
                case IS_NULL, IS_PRESENT -> Sql.of("NOT ").add(compare(comparison, value));
                default -> column.compareNot(row, comparison, value);
            };
        }

        @Override
        public Sql any(List<Sql> conditions) {
            return Sql.joined(conditions, " OR ");
        }

        @Override
        public Sql all(List<Sql> conditions) {
            return Sql.joined(conditions, " AND ");
        }
    }

    Sql isNull(String row) {
        return Sql.of(in(row) + " IS NULL");
    }

    Sql isPresent(String row) {
        return Sql.of(in(row) + " IS NOT NULL");
    }

    /** SQL for the comparison; null if the attribute is null. */
    abstract Sql compare(String row, Comparison comparison, String value);

    /** SQL for the opposite; null if the attribute is null. */
    Sql compareNot(String row, Comparison comparison, String value) {
        return Sql.of("NOT ").add(compare(row, comparison, value));
    }

    private static String operator(Comparison comparison) {
        return switch (comparison) {
            case EQUALS -> " = ?";
            case LESS -> " < ?";
            case LESS_OR_EQUAL -> " <= ?";
            case MORE -> " > ?";
            case MORE_OR_EQUAL -> " >= ?";
            default -> throw new IllegalArgumentException(comparison + " does not order values");
        };
    }

    private static final class Text extends Column {
        private static final char ESCAPE = '|';
        /** Ignores case only. The collation would also treat é as e. */
        private static final String FOLDED =
                "LOWER(CONVERT(%s USING utf8mb4) COLLATE utf8mb4_unicode_520_ci) COLLATE utf8mb4_bin";

        private final boolean ascii;

        private Text(String expression, boolean ascii) {
            super(expression);
            this.ascii = ascii;
        }

        @Override
        Sql isPresent(String row) {
            return Sql.of("COALESCE(LENGTH(" + in(row) + ") > 0, FALSE)");
        }

        @Override
        Sql compare(String row, Comparison comparison, String value) {
            return switch (comparison) {
                case EQUALS -> equal(row, value);
                case MATCHES_PATTERN, STARTS, ENDS, CONTAINS ->
                    like(row, TextPattern.of(comparison, value).like(ESCAPE));
                // Compares bytes, because the collation ignores trailing spaces.
                default ->
                    Sql.of("CAST(" + in(row) + " AS BINARY)" + operator(comparison), (Object)
                            value.getBytes(StandardCharsets.UTF_8));
            };
        }

        /** The first half can use an index. The second distinguishes texts that differ only in trailing spaces. */
        private Sql equal(String row, String value) {
            int length = value.getBytes(StandardCharsets.UTF_8).length;
            // MySQL rejects a comparison with a value that an ASCII column cannot hold. The length alone makes it
            // unequal.
            String comparable = ascii && !isAscii(value) ? "" : value;
            return Sql.of("(" + in(row) + " = ? AND LENGTH(" + in(row) + ") = ?)", comparable, length);
        }

        private static boolean isAscii(String value) {
            return value.chars().allMatch(character -> character < 128);
        }

        private Sql like(String row, String pattern) {
            return Sql.of(
                    "(" + FOLDED.formatted(in(row)) + " LIKE " + FOLDED.formatted("?") + " ESCAPE '" + ESCAPE + "')",
                    pattern);
        }
    }

    private static final class Time extends Column {
        private Time(String name) {
            super("%s." + name);
        }

        @Override
        Sql compare(String row, Comparison comparison, String value) {
            Instant time = FilterValues.time(value);
            Instant millisecond = time.truncatedTo(ChronoUnit.MILLIS);
            Object bound = LocalDateTime.ofInstant(millisecond, ZoneOffset.UTC);
            return time.equals(millisecond)
                    ? Sql.of("(" + in(row) + operator(comparison) + ")", bound)
                    : compareBetween(row, comparison, bound);
        }

        /** Compares with a time between two milliseconds, which no column can hold. */
        private Sql compareBetween(String row, Comparison comparison, Object millisecond) {
            return switch (comparison) {
                case LESS, LESS_OR_EQUAL -> Sql.of("(" + in(row) + " <= ?)", millisecond);
                case MORE, MORE_OR_EQUAL -> Sql.of("(" + in(row) + " > ?)", millisecond);
                // False, but null if the column is null.
                default -> Sql.of("(" + in(row) + " <> " + in(row) + ")");
            };
        }
    }

    private static final class Bool extends Column {
        private Bool(String expression) {
            super(expression);
        }

        @Override
        Sql compare(String row, Comparison comparison, String value) {
            return comparison == Comparison.IS_TRUE
                    ? Sql.of(in(row))
                    : Sql.of("(" + in(row) + operator(comparison) + ")", FilterValues.bool(value));
        }
    }

    private static final class Json extends Column {
        private Json(String name) {
            super("%s." + name);
        }

        @Override
        Sql compare(String row, Comparison comparison, String value) {
            return Sql.of("JSON_CONTAINS(" + in(row) + ", ?)", FilterValues.object(value));
        }
    }

    private static final class Secret extends Column {
        private final SecretColumns columns;
        private final List<String> keys;
        private final Function<String, List<byte[]>> macs;
        private final Clock clock;

        private Secret(SecretColumns columns, List<String> keys, Function<String, List<byte[]>> macs, Clock clock) {
            super("%s." + columns.mac());
            this.columns = columns;
            this.keys = keys;
            this.macs = macs;
            this.clock = clock;
        }

        @Override
        Sql isNull(String row) {
            return Sql.of("NOT ").add(isPresent(row));
        }

        @Override
        Sql isPresent(String row) {
            return Sql.of("(" + in(row) + " IS NOT NULL AND ")
                    .add(isReadable(row))
                    .add(")");
        }

        @Override
        Sql compare(String row, Comparison comparison, String value) {
            return Sql.of("(" + in(row))
                    .add(Sql.in(macs.apply(value)))
                    .add(" AND ")
                    .add(isReadable(row))
                    .add(")");
        }

        @Override
        Sql compareNot(String row, Comparison comparison, String value) {
            return Sql.of("(" + in(row) + " NOT")
                    .add(Sql.in(macs.apply(value)))
                    .add(" AND ")
                    .add(isReadable(row))
                    .add(")");
        }

        /** Never null. */
        private Sql isReadable(String row) {
            LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
            return Sql.of(
                            row + "." + columns.expiry() + " > ? AND COALESCE(" + row + "." + columns.key() + ", ?)",
                            now,
                            keys.get(0))
                    .add(Sql.in(keys));
        }
    }
}
