package org.passwordresets.error;

/** The contract has an operation that no controller implements yet. */
public final class NotImplementedException extends RuntimeException {
    /**
     * Names the method to write.
     *
     * @param api the generated interface, such as {@code CustomersApi}
     * @param method its method, named as the operation
     */
    public NotImplementedException(String api, String method) {
        super("%s.%s is not implemented".formatted(api, method), null, false, false);
    }
}
