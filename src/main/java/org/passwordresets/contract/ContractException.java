package org.passwordresets.contract;

/** The contract cannot be used as it stands; the message names the file and what is wrong in it. */
public final class ContractException extends RuntimeException {
    ContractException(String message) {
        super(message);
    }

    ContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
