package org.passwordresets.pact;

import java.util.Set;

/**
 * A part of the contract that consumers can rely on, and the consumers that do.
 *
 * @param owner the operation or the type of resource that it is part of, or {@code errors}; empty for an operation itself
 * @param name what it is called there
 * @param consumers in alphabetical order; none where the part may be changed freely
 */
public record Part(Kind kind, String owner, String name, Set<String> consumers) {
    /** What can be relied on. */
    public enum Kind {
        OPERATION("Operations"),
        READ("Attributes in responses"),
        WRITTEN("Attributes in requests"),
        FILTERED("Filters by attribute"),
        SORTED("Sort keys"),
        INCLUDED("Includes"),
        CODE("Error codes"),
        VALIDATION("Validation codes"),
        STATUS("Statuses"),
        PARAMETER("Query parameters"),
        /** A member of a resource or an error that is no attribute. */
        MEMBER("Other members"),
        /** A member of a list's document, beside the resources. */
        LISTED("Members of lists");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** What several of them are called. */
        public String title() {
            return title;
        }
    }

    /** Whether any consumer relies on it. */
    public boolean isUsed() {
        return !consumers.isEmpty();
    }
}
