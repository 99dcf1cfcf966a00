package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;

/**
 * A failure that is safe to log: the types and stack traces of the whole chain of causes, and the database's error codes, but
 * no messages, because they may quote the request and with it a secret.
 */
final class LoggedFailure extends Exception {
    private static final int MAX_CHAIN = 10;

    private LoggedFailure(Throwable failure, int left) {
        super(describe(failure), left == 0 ? null : of(failure.getCause(), left - 1), false, true);
        setStackTrace(failure.getStackTrace());
    }

    /** @param failure null if there is none */
    @Nullable
    static LoggedFailure of(@Nullable Throwable failure) {
        return of(failure, MAX_CHAIN);
    }

    @Nullable
    private static LoggedFailure of(@Nullable Throwable failure, int left) {
        return failure == null ? null : new LoggedFailure(failure, left);
    }

    private static String describe(Throwable failure) {
        String type = failure.getClass().getName();
        return failure instanceof SQLException sql
                ? "%s (SQL state %s, error %d)".formatted(type, sql.getSQLState(), sql.getErrorCode())
                : type;
    }
}
