package org.passwordresets.filter;

import java.util.List;
import org.passwordresets.filter.Predicate.Comparison;

/**
 * An attribute that a predicate is asked of: a column in SQL, or a value in memory.
 *
 * @param <C> a condition: SQL, or a boolean
 */
public interface FilterTarget<C> {
    /**
     * Whether the attribute compares so with a value. A null attribute satisfies neither this nor its opposite, except where
     * the comparison is about null or presence.
     */
    C compare(Comparison comparison, String value);

    /** The opposite. */
    C compareNot(Comparison comparison, String value);

    /** Whether at least one of the conditions holds. */
    C any(List<C> conditions);

    /** Whether each of the conditions holds. */
    C all(List<C> conditions);
}
