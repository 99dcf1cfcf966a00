package org.passwordresets.filter;

/** What the values of an attribute are, which decides what a filter can ask of them. */
public enum ValueKind {
    TEXT,
    TIME,
    BOOLEAN,
    OBJECT
}
