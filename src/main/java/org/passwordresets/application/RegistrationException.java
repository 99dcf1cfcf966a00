package org.passwordresets.application;

/** An organization or application that cannot be registered or changed as requested. Its message is one sentence that says why. */
public final class RegistrationException extends RuntimeException {
    RegistrationException(String sentence) {
        // Without a stack trace: this is not a fault.
        super(sentence, null, false, false);
    }
}
