package org.passwordresets.contract;

/** Who writes a value. A change that breaks the sender is harmless for the receiver, and vice versa. */
enum Direction {
    /** The client writes, the server reads. */
    REQUEST,
    /** The server writes, the client reads. */
    RESPONSE;

    Direction opposite() {
        return this == REQUEST ? RESPONSE : REQUEST;
    }

    /** The keyword that removes a property from this direction. */
    String absentBy() {
        return this == REQUEST ? "readOnly" : "writeOnly";
    }
}
