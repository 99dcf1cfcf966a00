package org.passwordresets.listing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.passwordresets.contract.Attribute;
import org.passwordresets.filter.FilterValues;
import org.passwordresets.filter.Predicate.Comparison;

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
     * True or false, worked out.
     *
     * @param expression SQL in which {@code %s} stands for the row
     */
    public static Column bool(String expression) {
        return new Truth(expression);
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
                case MATCHES_PATTERN, STARTS, ENDS, CONTAINS -> like(row, Pattern.of(comparison, value));
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
                    "(" + FOLDED.formatted(in(row)) + " LIKE " + FOLDED.formatted("?") + " ESCAPE '" + Pattern.ESCAPE
                            + "')",
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

    private static final class Truth extends Column {
        private Truth(String expression) {
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

    /** Patterns of LIKE. */
    private static final class Pattern {
        private static final char ESCAPE = '|';

        private Pattern() {}

        private static String of(Comparison comparison, String value) {
            return switch (comparison) {
                case STARTS -> literal(value) + "%";
                case ENDS -> "%" + literal(value);
                case CONTAINS -> "%" + literal(value) + "%";
                default -> callers(value);
            };
        }

        private static String literal(String text) {
            StringBuilder pattern = new StringBuilder();
            text.chars().forEach(character -> addLiteral(pattern, (char) character));
            return pattern.toString();
        }

        private static void addLiteral(StringBuilder pattern, char character) {
            if (character == '%' || character == '_' || character == ESCAPE) {
                pattern.append(ESCAPE);
            }
            pattern.append(character);
        }

        /** The caller's % and _ are wild, unless a backslash stands before them. */
        private static String callers(String text) {
            StringBuilder pattern = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char character = text.charAt(i);
                boolean wild = character == '%' || character == '_';
                if (wild) {
                    pattern.append(character);
                } else {
                    boolean escape = character == '\\' && i + 1 < text.length();
                    addLiteral(pattern, escape ? text.charAt(++i) : character);
                }
            }
            return pattern.toString();
        }
    }
}
