package org.passwordresets.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passwordresets.database.DatabaseFailure.CONFLICT;
import static org.passwordresets.database.DatabaseFailure.CONNECTION_LOST;
import static org.passwordresets.database.DatabaseFailure.DUPLICATE_KEY;
import static org.passwordresets.database.DatabaseFailure.OTHER;
import static org.passwordresets.database.DatabaseFailure.READ_ONLY;
import static org.passwordresets.database.DatabaseFailure.TOO_SLOW;
import static org.passwordresets.database.DatabaseFailure.UNAVAILABLE;
import static org.passwordresets.database.DatabaseFailure.duplicateKey;

import io.micronaut.data.exceptions.DataAccessException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each error of MySQL, of MariaDB and of the pool means. */
class DatabaseFailureTest {
    private static final SQLException LINK_FAILURE =
            new SQLRecoverableException("Communications link failure\n\nThe driver has not received", "08S01", 0);

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(CONFLICT, new SQLException("Deadlock found when trying to get lock", "40001", 1213)),
                failure(CONFLICT, new SQLException("Lock wait timeout exceeded", "HY000", 1205)),
                failure(CONFLICT, new SQLException("Record has changed since last read", "HY000", 1020)),
                failure(CONFLICT, new SQLException("NOWAIT is set", "HY000", 3572)),
                failure(CONFLICT, new SQLException("Plugin instructed the server to rollback", "40000", 3101)),
                failure(
                        CONFLICT,
                        new SQLException(
                                "Got error 149 - 'Lock deadlock; Retry transaction' during COMMIT", "HY000", 1180)),
                failure(CONFLICT, new SQLException("Any other that says so", "40001", 0)),
                failure(OTHER, new SQLException("Got error 28 during COMMIT", "HY000", 1180)),
                failure(CONNECTION_LOST, LINK_FAILURE),
                failure(CONNECTION_LOST, new SQLNonTransientConnectionException("Connection is closed", "08003")),
                failure(CONNECTION_LOST, new SQLException("Connection is closed")),
                failure(CONNECTION_LOST, new SQLException("Server shutdown in progress", "08S01", 1053)),
                failure(CONNECTION_LOST, new SQLException("Connection was killed", "70100", 1927)),
                failure(CONNECTION_LOST, new SQLException("Disconnected because of inactivity", "HY000", 4031)),
                failure(UNAVAILABLE, new SQLTransientConnectionException("Connection is not available")),
                failure(
                        UNAVAILABLE,
                        new SQLTransientConnectionException("Connection is not available", "08S01", 0, LINK_FAILURE)),
                failure(UNAVAILABLE, new SQLNonTransientConnectionException("Too many connections", "08004", 1040)),
                failure(UNAVAILABLE, new SQLException("max_user_connections exceeded", "42000", 1203)),
                failure(UNAVAILABLE, new SQLException("Error on observer while running before_commit", "HY000", 3100)),
                failure(UNAVAILABLE, new SQLException("WSREP has not yet prepared this node", "08S01", 1047)),
                failure(UNAVAILABLE, new SQLException("The server is in offline mode", "HY000", 3032)),
                failure(READ_ONLY, new SQLException("running with the --super-read-only option", "HY000", 1290)),
                failure(READ_ONLY, new SQLException("Running in read-only mode", "HY000", 1836)),
                // The session was set read-only, which is our own doing and no state of the server.
                failure(OTHER, new SQLException("Cannot execute in a READ ONLY transaction", "25006", 1792)),
                failure(TOO_SLOW, new SQLException("maximum statement execution time exceeded", "HY000", 3024)),
                failure(TOO_SLOW, new SQLException("max_statement_time exceeded", "70100", 1969)),
                failure(CONNECTION_LOST, new SQLException("Query execution was interrupted", "70100", 1317)),
                failure(TOO_SLOW, new SQLTimeoutException("Statement cancelled due to timeout")),
                failure(DUPLICATE_KEY, new SQLIntegrityConstraintViolationException("Duplicate entry", "23000", 1062)),
                failure(OTHER, new SQLException("You have an error in your SQL syntax", "42000", 1064)),
                failure(OTHER, new SQLException("without a state or a code")),
                failure(OTHER, new IllegalStateException("not of a database")));
    }

    private static Arguments failure(DatabaseFailure meaning, Exception exception) {
        return Arguments.of(meaning, exception);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachMeansTheSameHoweverItIsWrapped(DatabaseFailure meaning, Exception exception) {
        assertThat(DatabaseFailure.of(exception)).isEqualTo(meaning);
        assertThat(DatabaseFailure.of(new DataAccessException("outer", new RuntimeException(exception))))
                .isEqualTo(meaning);
        assertThat(DatabaseFailure.of(new DataAccessException("outer", new SQLException("says nothing", exception))))
                .isEqualTo(meaning);
    }

    @Test
    void aCircleOfCausesEnds() {
        Exception inner = new IllegalStateException();
        Exception outer = new IllegalStateException(inner);
        inner.initCause(outer);
        assertThat(DatabaseFailure.of(outer)).isEqualTo(OTHER);
    }

    @Test
    void theLogNamesTheCausesInOneLine() {
        Exception thrown = new DataAccessException(
                "outer", new SQLTransientConnectionException("Not available", "08S01", 0, LINK_FAILURE));
        assertThat(DatabaseFailure.describe(thrown))
                .isEqualTo("UNAVAILABLE (0 Not available / 0 Communications link failure)");
    }

    @Test
    void theKeyIsNamedWithoutItsTable() {
        assertThat(duplicateKey(duplicate("Duplicate entry 'a.b' for key 'customers.customers_by_email'")))
                .hasValue("customers_by_email");
        assertThat(duplicateKey(duplicate("Duplicate entry 'it's' for key 'customers_by_email'")))
                .hasValue("customers_by_email");
        assertThat(duplicateKey(new DataAccessException("outer", duplicate("Duplicate entry 'x' for key 'PRIMARY'"))))
                .hasValue("PRIMARY");
        assertThat(duplicateKey(LINK_FAILURE)).isEmpty();
        assertThat(duplicateKey(duplicate("Duplicate"))).isEmpty();
    }

    private static SQLException duplicate(String message) {
        return new SQLIntegrityConstraintViolationException(message, "23000", 1062);
    }
}
