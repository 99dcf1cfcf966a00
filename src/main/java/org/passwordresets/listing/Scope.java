package org.passwordresets.listing;

/** What a list is confined to from the start, such as the events of one resource: a column and its value. */
public record Scope(String column, String value) {}
