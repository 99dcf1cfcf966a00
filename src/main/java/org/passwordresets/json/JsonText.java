package org.passwordresets.json;

/** A value that is one of a few texts in documents. */
public interface JsonText {
    /** As it stands in documents. */
    String text();
}
