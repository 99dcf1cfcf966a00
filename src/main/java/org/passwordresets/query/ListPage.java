package org.passwordresets.query;

import java.util.List;

/**
 * One page of a list.
 *
 * @param rows in the list's order
 * @param records how many the whole list has
 */
public record ListPage<E>(List<E> rows, long records) {}
