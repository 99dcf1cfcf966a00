package org.passwordresets;

import sun.misc.Signal;

/** Ctrl-C. */
public final class Interrupt {
    private Interrupt() {}

    /** Ends the program in order and with success from now on. Otherwise, {@code make} reports an error. */
    public static void isNoFailure() {
        try {
            Signal.handle(new Signal("INT"), signal -> System.exit(0));
        } catch (IllegalArgumentException e) {
            // The JVM leaves signals to someone else: -Xrs.
        }
    }
}
