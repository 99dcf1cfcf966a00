package org.passwordresets.filter;

import static org.passwordresets.filter.Predicate.Comparison.CONTAINS;
import static org.passwordresets.filter.Predicate.Comparison.CONTAINS_JSON;
import static org.passwordresets.filter.Predicate.Comparison.ENDS;
import static org.passwordresets.filter.Predicate.Comparison.EQUALS;
import static org.passwordresets.filter.Predicate.Comparison.IS_NULL;
import static org.passwordresets.filter.Predicate.Comparison.IS_PRESENT;
import static org.passwordresets.filter.Predicate.Comparison.IS_TRUE;
import static org.passwordresets.filter.Predicate.Comparison.LESS;
import static org.passwordresets.filter.Predicate.Comparison.LESS_OR_EQUAL;
import static org.passwordresets.filter.Predicate.Comparison.MATCHES_PATTERN;
import static org.passwordresets.filter.Predicate.Comparison.MORE;
import static org.passwordresets.filter.Predicate.Comparison.MORE_OR_EQUAL;
import static org.passwordresets.filter.Predicate.Comparison.STARTS;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A test of an attribute: {@code filter[q][reference_start]=abc} uses {@link #START}.
 *
 * <p>Each predicate is a comparison or its opposite, with one or several values. A null attribute satisfies neither, unless
 * the predicate is about null itself.
 */
public enum Predicate {
    EQ(EQUALS, Values.ONE),
    NOT_EQ(EQUALS, Values.ONE),
    EQ_ANY(EQUALS, Values.ANY),
    EQ_ALL(EQUALS, Values.ALL),
    NOT_EQ_ANY(EQUALS, Values.ANY),
    NOT_EQ_ALL(EQUALS, Values.ALL),
    EQ_OR_NULL(EQUALS, Values.ONE),
    NOT_EQ_OR_NULL(EQUALS, Values.ONE),
    LT(LESS, Values.ONE),
    LTEQ(LESS_OR_EQUAL, Values.ONE),
    GT(MORE, Values.ONE),
    GTEQ(MORE_OR_EQUAL, Values.ONE),
    LT_ANY(LESS, Values.ANY),
    LT_ALL(LESS, Values.ALL),
    LTEQ_ANY(LESS_OR_EQUAL, Values.ANY),
    LTEQ_ALL(LESS_OR_EQUAL, Values.ALL),
    GT_ANY(MORE, Values.ANY),
    GT_ALL(MORE, Values.ALL),
    GTEQ_ANY(MORE_OR_EQUAL, Values.ANY),
    GTEQ_ALL(MORE_OR_EQUAL, Values.ALL),
    IN(EQUALS, Values.ANY),
    NOT_IN(EQUALS, Values.ALL),
    IN_OR_NULL(EQUALS, Values.ANY),
    NOT_IN_OR_NULL(EQUALS, Values.ALL),
    MATCHES(MATCHES_PATTERN, Values.ONE),
    MATCHES_ANY(MATCHES_PATTERN, Values.ANY),
    MATCHES_ALL(MATCHES_PATTERN, Values.ALL),
    DOES_NOT_MATCH(MATCHES_PATTERN, Values.ONE),
    DOES_NOT_MATCH_ANY(MATCHES_PATTERN, Values.ANY),
    DOES_NOT_MATCH_ALL(MATCHES_PATTERN, Values.ALL),
    START(STARTS, Values.ONE),
    START_ANY(STARTS, Values.ANY),
    START_ALL(STARTS, Values.ALL),
    NOT_START(STARTS, Values.ONE),
    NOT_START_ANY(STARTS, Values.ANY),
    NOT_START_ALL(STARTS, Values.ALL),
    END(ENDS, Values.ONE),
    END_ANY(ENDS, Values.ANY),
    END_ALL(ENDS, Values.ALL),
    NOT_END(ENDS, Values.ONE),
    NOT_END_ANY(ENDS, Values.ANY),
    NOT_END_ALL(ENDS, Values.ALL),
    CONT(CONTAINS, Values.ONE),
    CONT_ANY(CONTAINS, Values.ANY),
    CONT_ALL(CONTAINS, Values.ALL),
    NOT_CONT(CONTAINS, Values.ONE),
    NOT_CONT_ANY(CONTAINS, Values.ANY),
    NOT_CONT_ALL(CONTAINS, Values.ALL),
    PRESENT(IS_PRESENT, Values.BOOLEAN),
    BLANK(IS_PRESENT, Values.BOOLEAN),
    NULL(IS_NULL, Values.BOOLEAN),
    NOT_NULL(IS_NULL, Values.BOOLEAN),
    TRUE(IS_TRUE, Values.BOOLEAN),
    FALSE(IS_TRUE, Values.BOOLEAN),
    JCONT(CONTAINS_JSON, Values.ONE);

    /** How an attribute is compared. Equality and order are case-sensitive; the four text comparisons are not. */
    public enum Comparison {
        EQUALS,
        LESS,
        LESS_OR_EQUAL,
        MORE,
        MORE_OR_EQUAL,
        MATCHES_PATTERN,
        STARTS,
        ENDS,
        CONTAINS,
        CONTAINS_JSON,
        IS_PRESENT,
        IS_NULL,
        IS_TRUE
    }

    /** The form of a filter's value. */
    public enum Values {
        /** One value to compare with. */
        ONE,
        /** Values separated by commas; at least one must satisfy the comparison or its opposite. */
        ANY,
        /** Values separated by commas; all must satisfy it. */
        ALL,
        /** {@code true} or {@code false}: whether the predicate must hold. */
        BOOLEAN
    }

    private static final Set<Predicate> OPPOSITES_BY_ANOTHER_NAME = EnumSet.of(BLANK, FALSE);
    private static final Map<String, Predicate> BY_NAME = new HashMap<>();
    private static final Map<ValueKind, Set<Predicate>> FITTING = new EnumMap<>(ValueKind.class);

    /** The length of the longest name, in characters. */
    public static final int MAX_NAME;

    static {
        int longest = 0;
        for (Predicate predicate : values()) {
            BY_NAME.put(predicate.text, predicate);
            longest = Math.max(longest, predicate.text.length());
        }
        MAX_NAME = longest;
        for (ValueKind kind : ValueKind.values()) {
            FITTING.put(kind, Collections.unmodifiableSet(suitable(kind)));
        }
    }

    private final String text;
    private final Comparison comparison;
    private final Values takes;

    Predicate(Comparison comparison, Values takes) {
        this.text = name().toLowerCase(Locale.ROOT);
        this.comparison = comparison;
        this.takes = takes;
    }

    /** The name in a filter, such as {@code not_eq}. */
    public String text() {
        return text;
    }

    /** The comparison it uses. */
    public Comparison comparison() {
        return comparison;
    }

    /** The form of its value. */
    public Values takes() {
        return takes;
    }

    /** Whether it is the opposite of its comparison. */
    public boolean isOpposite() {
        return text.startsWith("not_") || text.startsWith("does_not_") || OPPOSITES_BY_ANOTHER_NAME.contains(this);
    }

    /** Whether null also satisfies it. */
    public boolean isOrNull() {
        return text.endsWith("_or_null");
    }

    /**
     * The condition of this predicate on an attribute. SQL and memory both use this definition.
     *
     * @param values the filter's values, valid for the attribute's kind
     */
    public <C> C condition(FilterTarget<C> attribute, List<String> values) {
        if (takes == Values.BOOLEAN) {
            boolean asked = FilterValues.bool(values.get(0));
            return compared(attribute, asked == isOpposite(), "");
        }
        List<C> each = values.stream()
                .map(value -> compared(attribute, isOpposite(), value))
                .toList();
        C condition = takes == Values.ANY ? attribute.any(each) : attribute.all(each);
        return isOrNull() ? attribute.any(List.of(condition, attribute.compare(IS_NULL, ""))) : condition;
    }

    private <C> C compared(FilterTarget<C> attribute, boolean opposite, String value) {
        return opposite ? attribute.compareNot(comparison, value) : attribute.compare(comparison, value);
    }

    /** The predicate with this name. */
    public static Optional<Predicate> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All predicates that make sense for values of this kind. */
    public static Set<Predicate> fitting(ValueKind kind) {
        return FITTING.get(kind);
    }

    private static Set<Predicate> suitable(ValueKind kind) {
        return switch (kind) {
            case TEXT -> EnumSet.complementOf(EnumSet.of(TRUE, FALSE, JCONT));
            case TIME -> {
                Set<Predicate> comparisons = EnumSet.range(EQ, NOT_IN_OR_NULL);
                comparisons.addAll(EnumSet.of(PRESENT, BLANK, NULL, NOT_NULL));
                yield comparisons;
            }
            case BOOLEAN -> EnumSet.of(EQ, NOT_EQ, TRUE, FALSE, PRESENT, BLANK, NULL, NOT_NULL);
            case OBJECT -> EnumSet.of(JCONT);
        };
    }
}
