package org.passwordresets.contract;

/** The effect of a change on the set of valid values, or on what the contract offers. */
enum Effect {
    /** Fewer values are valid: breaks those who send them. */
    NARROWER,
    /** More values are valid: breaks those who receive them. */
    WIDER,
    /** Other values are valid, or something is gone: breaks both. */
    DIFFERENT,
    /** Something is new that clients can ignore. */
    MORE,
    /** No rule covers the change. */
    UNKNOWN;

    /** The effect on valid values when the schema describes invalid ones: the more are invalid, the fewer are valid. */
    Effect whereForbidden() {
        return switch (this) {
            case NARROWER -> WIDER;
            case WIDER, MORE -> NARROWER;
            case DIFFERENT, UNKNOWN -> this;
        };
    }

    Verdict in(Direction direction) {
        return switch (this) {
            case NARROWER -> direction == Direction.REQUEST ? Verdict.MAJOR : Verdict.MINOR;
            case WIDER -> direction == Direction.REQUEST ? Verdict.MINOR : Verdict.MAJOR;
            case DIFFERENT -> Verdict.MAJOR;
            case MORE -> Verdict.MINOR;
            case UNKNOWN -> Verdict.NOT_JUDGED;
        };
    }
}
