package org.passwordresets.contract;

/** The contract is invalid. The message names the file and the mistake. */
public final class ContractException extends RuntimeException {
    ContractException(String message) {
        super(message);
    }

    ContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
