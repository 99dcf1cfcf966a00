package org.passwordresets.contract;

/** What a change does to the set of values that are valid, or to what is on offer. */
enum Effect {
    /** Fewer values are valid: breaks those who send them. */
    NARROWER,
    /** More values are valid: breaks those who receive them. */
    WIDER,
    /** Other values are valid, or something is gone: breaks both. */
    DIFFERENT,
    /** Something is new that nobody has to notice. */
    MORE,
    /** There is no rule for it. */
    UNKNOWN;

    /** The more values are not valid, the fewer are. */
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
