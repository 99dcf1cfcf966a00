package org.passwordresets.contract;

/** What a change means for the clients of the contract, the mildest first. */
enum Verdict {
    /** Clients notice nothing: words, order, names that are not part of a request or response. */
    PATCH,
    /** Clients that worked before still work, and can do or rely on more. */
    MINOR,
    /** Clients that worked before may stop working. */
    MAJOR,
    /** No rule says what it means, so a person must: see {@link DiffExceptions}. */
    NOT_JUDGED
}
