package org.passwordresets.filter;

/** The kind of an attribute's values, which determines the possible filters. */
public enum ValueKind {
    TEXT,
    TIME,
    BOOLEAN,
    OBJECT
}
