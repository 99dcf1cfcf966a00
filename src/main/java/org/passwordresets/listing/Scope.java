package org.passwordresets.listing;

/** A fixed condition of a list, such as the events of one resource: a column and its value. */
public record Scope(String column, String value) {}
