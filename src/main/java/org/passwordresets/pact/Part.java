package org.passwordresets.pact;

import java.util.Set;

/**
 * A part of the contract that consumers can rely on, and the consumers that do.
 *
 * @param owner the operation or resource type that contains it, or {@code errors}; empty for an operation
 * @param name its name there
 * @param consumers in alphabetical order; empty if you can change the part freely
 */
public record Part(Kind kind, String owner, String name, Set<String> consumers) {
    /** The kinds of parts. */
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
        /** A member of a request's body outside JSON:API. */
        FIELD("Fields of requests"),
        /** A member of a response's body outside JSON:API. */
        RETURNED("Members of responses"),
        /** A member of a resource or an error that is not an attribute. */
        MEMBER("Other members"),
        /** A top-level member of a list, other than {@code data}. */
        LISTED("Members of lists");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** The plural, as a title. */
        public String title() {
            return title;
        }
    }

    /** Whether any consumer relies on it. */
    public boolean isUsed() {
        return !consumers.isEmpty();
    }
}
