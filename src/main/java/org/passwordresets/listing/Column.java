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
 * How the values of an attribute lie in the database, and what a filter can ask of them. All SQL here means the same on MySQL
 * and MariaDB.
 */
public abstract class Column {
    private final String expression;

    private Column(String expression) {
        this.expression = expression;
    }

    /** The column of an attribute that has its name and nothing special. */
    static Column of(Attribute attribute) {
        return switch (attribute.kind()) {
            case TEXT -> attribute.name().equals("id") ? ascii("id") : new Text(attribute.name(), false);
            case TIME -> new Time(attribute.name());
            case BOOLEAN -> bool("%s." + attribute.name());
            case OBJECT -> new Json(attribute.name());
        };
    }

    /** Text that can hold ASCII only. */
    public static Column ascii(String name) {
        return new Text(name, true);
    }

    /**
     * A boolean that is computed.
     *
     * @param expression SQL in which {@code %s} stands for the row
     */
    public static Column bool(String expression) {
        return new Bool(expression);
    }

    /**
     * A secret of which the database has the MAC only, and which is null to everybody once it has expired.
     *
     * @param name the column of the MAC
     * @param expiry the column that says when
     */
    public static Column secret(String name, String expiry, Function<String, byte[]> mac, Clock clock) {
        return new Secret(name, expiry, mac, clock);
    }

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

    /** Whether the value compares so with another; null where it is null. */
    abstract Sql compare(String row, Comparison comparison, String value);

    /** The opposite; null where it is null. */
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
        /** Case does not count, but everything else does: the collation would also take é for e. */
        private static final String FOLDED =
                "LOWER(CONVERT(%s USING utf8mb4) COLLATE utf8mb4_unicode_520_ci) COLLATE utf8mb4_bin";

        private final boolean ascii;

        private Text(String name, boolean ascii) {
            super("%s." + name);
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
                // Byte by byte: the collation does not see spaces at the end.
                default ->
                    Sql.of("CAST(" + in(row) + " AS BINARY)" + operator(comparison), (Object)
                            value.getBytes(StandardCharsets.UTF_8));
            };
        }

        /** An index serves the first half; the second tells texts apart that differ in spaces at the end. */
        private Sql equal(String row, String value) {
            int length = value.getBytes(StandardCharsets.UTF_8).length;
            // MySQL refuses to compare what an ASCII column could not hold; its length alone says that it is not equal.
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

        /** With a time that no column can hold, because it lies after a millisecond and before the next. */
        private Sql compareBetween(String row, Comparison comparison, Object millisecond) {
            return switch (comparison) {
                case LESS, LESS_OR_EQUAL -> Sql.of("(" + in(row) + " <= ?)", millisecond);
                case MORE, MORE_OR_EQUAL -> Sql.of("(" + in(row) + " > ?)", millisecond);
                // False, but null for null.
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
        private final String expiry;
        private final Function<String, byte[]> mac;
        private final Clock clock;

        private Secret(String name, String expiry, Function<String, byte[]> mac, Clock clock) {
            super("%s." + name);
            this.expiry = expiry;
            this.mac = mac;
            this.clock = clock;
        }

        private LocalDateTime now() {
            return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        }

        @Override
        Sql isNull(String row) {
            return Sql.of("(" + in(row) + " IS NULL OR " + row + "." + expiry + " <= ?)", now());
        }

        @Override
        Sql isPresent(String row) {
            return Sql.of("(" + in(row) + " IS NOT NULL AND " + row + "." + expiry + " > ?)", now());
        }

        @Override
        Sql compare(String row, Comparison comparison, String value) {
            return alive(row, " = ?", value);
        }

        @Override
        Sql compareNot(String row, Comparison comparison, String value) {
            return alive(row, " <> ?", value);
        }

        private Sql alive(String row, String comparison, String value) {
            return Sql.of("(" + in(row) + comparison + " AND " + row + "." + expiry + " > ?)", mac.apply(value), now());
        }
    }
}
