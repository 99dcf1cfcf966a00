package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a filter can say of an attribute: {@code filter[q][reference_start]=abc} uses {@link #START}.
 *
 * <p>Predicates compare ({@code eq} and the like, which heed case), match a pattern (the LIKE family, which does not), or
 * test without a value ({@code null}, {@code present} and the like, whose value says whether it shall hold).
 */
public enum Predicate {
    EQ,
    NOT_EQ,
    EQ_ANY,
    EQ_ALL,
    NOT_EQ_ANY,
    NOT_EQ_ALL,
    EQ_OR_NULL,
    NOT_EQ_OR_NULL,
    LT,
    LTEQ,
    GT,
    GTEQ,
    LT_ANY,
    LT_ALL,
    LTEQ_ANY,
    LTEQ_ALL,
    GT_ANY,
    GT_ALL,
    GTEQ_ANY,
    GTEQ_ALL,
    IN,
    NOT_IN,
    IN_OR_NULL,
    NOT_IN_OR_NULL,
    MATCHES,
    MATCHES_ANY,
    MATCHES_ALL,
    DOES_NOT_MATCH,
    DOES_NOT_MATCH_ANY,
    DOES_NOT_MATCH_ALL,
    START,
    START_ANY,
    START_ALL,
    NOT_START,
    NOT_START_ANY,
    NOT_START_ALL,
    END,
    END_ANY,
    END_ALL,
    NOT_END,
    NOT_END_ANY,
    NOT_END_ALL,
    CONT,
    CONT_ANY,
    CONT_ALL,
    NOT_CONT,
    NOT_CONT_ANY,
    NOT_CONT_ALL,
    PRESENT,
    BLANK,
    NULL,
    NOT_NULL,
    TRUE,
    FALSE,
    JCONT;

    private static final Map<String, Predicate> BY_NAME = new HashMap<>();

    static {
        for (Predicate predicate : values()) {
            BY_NAME.put(predicate.text(), predicate);
        }
    }

    /** As it is written in a filter, such as {@code not_eq}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The predicate of that name. */
    public static Optional<Predicate> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The contract says {@code true} for all that fit the kind of attribute, or lists the few that it allows. */
    static Set<Predicate> allowed(JsonNode filterable, Attribute.Kind kind) {
        Set<Predicate> allowed = EnumSet.noneOf(Predicate.class);
        if (filterable.isArray()) {
            filterable.forEach(name -> allowed.add(named(name.asText())
                    .orElseThrow(() -> new ContractException("x-filterable: there is no predicate " + name.asText()))));
        } else if (filterable.asBoolean()) {
            allowed.addAll(fitting(kind));
        }
        return Collections.unmodifiableSet(allowed);
    }

    private static Set<Predicate> fitting(Attribute.Kind kind) {
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
