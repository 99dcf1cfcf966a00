package org.passwordresets.database;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a failure of the database means, on MySQL and MariaDB alike, alone or in a replication group. */
public enum DatabaseFailure {
    /** The server rolled the transaction back for the sake of another one. Repeating it may succeed. */
    CONFLICT,
    /** The connection broke while in use. A transaction whose COMMIT had been sent may have been committed. */
    CONNECTION_LOST,
    /** No connection could be had in time, or the server refused to work. Nothing was changed. */
    UNAVAILABLE,
    /** The server is read-only, usually after a fail-over. Nothing was changed. */
    READ_ONLY,
    /** The statement ran longer than allowed and was stopped. */
    TOO_SLOW,
    /** A unique key already has that value: see {@link #duplicateKey}. */
    DUPLICATE_KEY,
    /** Anything else, such as a fault in the SQL; also what no database said. */
    OTHER;

    /** A chain of causes may be a circle. */
    private static final int LONGEST_CHAIN = 20;

    private static final String CONNECTION_STATES = "08";
    private static final String DEADLOCK_STATE = "40001";
    /** What the pool says, without a state or a code, of a connection that it has given up. */
    private static final String GIVEN_UP = "Connection is closed";

    /** Reads the failure's chain of causes: the outermost that says something decides. */
    public static DatabaseFailure of(Throwable thrown) {
        return sqlExceptions(thrown)
                .map(DatabaseFailure::of)
                .filter(failure -> failure != OTHER)
                .findFirst()
                .orElse(OTHER);
    }

    /** The name of the unique key that was violated, without its table; empty for any other failure. */
    public static Optional<String> duplicateKey(Throwable thrown) {
        return sqlExceptions(thrown)
                .filter(exception -> of(exception) == DUPLICATE_KEY)
                .findFirst()
                .map(exception -> lastQuoted(exception.getMessage()))
                .map(key -> key.substring(key.lastIndexOf('.') + 1));
    }

    /** One line for the log: what it means, and what the database and the driver said, from the outside to the inside. */
    public static String describe(Throwable thrown) {
        return of(thrown)
                + sqlExceptions(thrown)
                        .map(exception -> exception.getErrorCode() + " " + firstLine(exception.getMessage()))
                        .distinct()
                        .collect(Collectors.joining(" / ", " (", ")"));
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static Stream<SQLException> sqlExceptions(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(LONGEST_CHAIN)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }

    private static DatabaseFailure of(SQLException exception) {
        if (exception instanceof SQLTransientConnectionException) {
            // The pool's, which carries the state and the code of what kept it from connecting.
            return UNAVAILABLE;
        }
        DatabaseFailure byCode = ofCode(exception);
        return byCode == OTHER ? ofState(exception) : byCode;
    }

    private static DatabaseFailure ofCode(SQLException exception) {
        return switch (exception.getErrorCode()) {
            // Deadlock; lock wait timeout; record changed since it was read; NOWAIT; the group's certification.
            case 1213, 1205, 1020, 3572, 3101 -> CONFLICT;
            // An error at COMMIT: 149 is how a member of a group reports a deadlock with another member.
            case 1180 -> mentions(exception, "149") ? CONFLICT : OTHER;
            // --read-only, --super-read-only; innodb_read_only.
            case 1290, 1836 -> READ_ONLY;
            // max_execution_time; max_statement_time.
            case 3024, 1969 -> TOO_SLOW;
            case 1062, 1586, 1022 -> DUPLICATE_KEY;
            // Too many connections, of all or of the user; a member that has left its group, or Galera's; offline mode.
            case 1040, 1203, 3100, 1047, 3032, 3168 -> UNAVAILABLE;
            // Shutdown; KILL QUERY, also by a shutdown; KILL CONNECTION; closed while idle; the clients' words for all
            // these.
            case 1053, 1317, 1927, 4031, 2006, 2013 -> CONNECTION_LOST;
            default -> OTHER;
        };
    }

    private static DatabaseFailure ofState(SQLException exception) {
        String state = exception.getSQLState();
        if (exception instanceof SQLTimeoutException) {
            return TOO_SLOW;
        }
        if (state == null) {
            return GIVEN_UP.equals(exception.getMessage()) ? CONNECTION_LOST : OTHER;
        }
        return state.startsWith(CONNECTION_STATES) ? CONNECTION_LOST : state.equals(DEADLOCK_STATE) ? CONFLICT : OTHER;
    }

    private static boolean mentions(SQLException exception, String text) {
        return exception.getMessage() != null && exception.getMessage().contains(text);
    }

    /** The message also quotes the value, which is nobody's business: only the last name in it is read. */
    private static String lastQuoted(String message) {
        int end = message == null ? -1 : message.lastIndexOf('\'');
        return end < 0 ? null : message.substring(message.lastIndexOf('\'', end - 1) + 1, end);
    }
}
