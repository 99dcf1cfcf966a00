package org.passwordresets.json;

/** A type whose values are fixed texts in documents, such as an enumeration. */
public interface JsonText {
    /** The text in documents. */
    String text();
}
