package org.passwordresets.database;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.passwordresets.error.Outage;
import org.passwordresets.error.Problem;

/** The response while the database is unavailable. */
@Singleton
final class DatabaseOutages implements Outage.Source {
    @Override
    public Optional<Outage> outage(Throwable failure) {
        return problem(failure).map(problem -> new Outage(problem, describe(failure)));
    }

    private static String describe(Throwable failure) {
        if (failure instanceof OutcomeUnknownException) {
            Throwable cause = failure.getCause();
            return failure.getMessage() + (cause == null ? "" : ": " + DatabaseFailure.describe(cause));
        }
        return DatabaseFailure.describe(failure);
    }

    private static Optional<Problem> problem(Throwable failure) {
        if (failure instanceof OutcomeUnknownException) {
            return Optional.of(new Problem.OutcomeUnknown());
        }
        return switch (DatabaseFailure.of(failure)) {
            case CONFLICT, CONNECTION_LOST, UNAVAILABLE, READ_ONLY, TOO_SLOW ->
                Optional.of(new Problem.ServiceUnavailable());
            case DUPLICATE_KEY, OTHER -> Optional.empty();
        };
    }
}
