package org.passwordresets.contract;

/** Who writes a value: what breaks the one who sends it is harmless for the one who receives it. */
enum Direction {
    /** The client writes, the server reads. */
    REQUEST,
    /** The server writes, the client reads. */
    RESPONSE;

    Direction opposite() {
        return this == REQUEST ? RESPONSE : REQUEST;
    }

    /** The keyword that takes a property out of this direction. */
    String absentBy() {
        return this == REQUEST ? "readOnly" : "writeOnly";
    }
}
