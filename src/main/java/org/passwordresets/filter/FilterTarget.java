package org.passwordresets.filter;

import java.util.List;
import org.passwordresets.filter.Predicate.Comparison;

/**
 * An attribute that a predicate tests: a column in SQL, or a value in memory.
 *
 * @param <C> a condition: SQL, or a boolean
 */
public interface FilterTarget<C> {
    /**
     * The comparison of the attribute with a value. A null attribute satisfies neither a comparison nor its opposite, unless
     * the comparison is about null or presence.
     */
    C compare(Comparison comparison, String value);

    /** The opposite of the comparison. */
    C compareNot(Comparison comparison, String value);

    /** At least one of the conditions holds. */
    C any(List<C> conditions);

    /** All of the conditions hold. */
    C all(List<C> conditions);
}
