package org.passwordresets.oauth;

/** An outside issuer's keys are needed to verify a token, and cannot be fetched. */
final class IssuerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IssuerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
