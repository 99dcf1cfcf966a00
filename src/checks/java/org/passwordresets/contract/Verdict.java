package org.passwordresets.contract;

/** What a change means for the contract's clients, mildest first. */
enum Verdict {
    /** Clients notice nothing: text, order, or names that are not part of a request or response. */
    PATCH,
    /** Clients that worked before still work, and can do or rely on more. */
    MINOR,
    /** Clients that worked before may stop working. */
    MAJOR,
    /** No rule covers it, so a person must judge: see {@link DiffExceptions}. */
    NOT_JUDGED
}
