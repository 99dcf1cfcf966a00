package org.passwordresets.query;

import java.util.List;

/**
 * One page of a list that is read with a cursor. Nobody counts such a list.
 *
 * @param rows the rows of the page
 * @param isLast whether no row follows
 */
public record CursorPage<E>(List<E> rows, boolean isLast) {}
