package org.passwordresets.resource;

/** Has the id of a resource, such as its row in the database. */
public interface Identified {
    /** See {@link Identifier}. */
    String id();
}
