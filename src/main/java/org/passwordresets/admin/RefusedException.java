package org.passwordresets.admin;

/** A command that is not carried out. Its message is one sentence for whoever typed it. */
final class RefusedException extends RuntimeException {
    RefusedException(String sentence) {
        // Without a stack trace: this is not a fault.
        super(sentence, null, false, false);
    }
}
