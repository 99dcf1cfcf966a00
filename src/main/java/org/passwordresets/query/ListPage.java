package org.passwordresets.query;

import java.util.List;

/**
 * One page of a list.
 *
 * @param rows in the list's order
 * @param records the number of records in the whole list
 */
public record ListPage<E>(List<E> rows, long records) {}
