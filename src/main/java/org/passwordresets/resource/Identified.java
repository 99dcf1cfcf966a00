package org.passwordresets.resource;

/** What has the id of a resource, such as its row in the database. */
public interface Identified {
    /** See {@link Identifier}. */
    String id();
}
