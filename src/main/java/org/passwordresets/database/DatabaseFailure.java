package org.passwordresets.database;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The meaning of a database failure, for MySQL and MariaDB, single servers and replication groups. */
public enum DatabaseFailure {
    /** The server rolled the transaction back in favour of another one. Repeating it may succeed. */
    CONFLICT,
    /** The connection broke during use. If its COMMIT was sent, the transaction may be committed. */
    CONNECTION_LOST,
    /** No connection was available in time, or the server refused to work. Nothing was changed. */
    UNAVAILABLE,
    /** The server is read-only, usually after a failover. Nothing was changed. */
    READ_ONLY,
    /** The statement exceeded its time limit and was stopped. */
    TOO_SLOW,
    /** A unique key already has this value: see {@link #duplicateKey}. */
    DUPLICATE_KEY,
    /** Anything else, such as an error in the SQL, or a failure that does not come from the database. */
    OTHER;

    /** A chain of causes may be circular. */
    private static final int MAX_CHAIN = 20;

    private static final String CONNECTION_STATES = "08";
    private static final String DEADLOCK_STATE = "40001";
    /** The pool's message, without state or code, about a discarded connection. */
    private static final String GIVEN_UP = "Connection is closed";

    /** Reads the chain of causes. The outermost cause with a meaning decides. */
    public static DatabaseFailure of(Throwable thrown) {
        return sqlExceptions(thrown)
                .map(DatabaseFailure::of)
                .filter(failure -> failure != OTHER)
                .findFirst()
                .orElse(OTHER);
    }

    /** The name of the violated unique key, without its table; empty for any other failure. */
    public static Optional<String> duplicateKey(Throwable thrown) {
        return sqlExceptions(thrown)
                .filter(exception -> of(exception) == DUPLICATE_KEY)
                .findFirst()
                .map(exception -> lastQuoted(exception.getMessage()))
                .map(key -> key.substring(key.lastIndexOf('.') + 1));
    }

    /**
     * One line for the log: the meaning, and the messages of the database and the driver, from the outermost to the
     * innermost.
     */
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
                .limit(MAX_CHAIN)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }

    private static DatabaseFailure of(SQLException exception) {
        if (exception instanceof SQLTransientConnectionException) {
            // The pool's exception, with the state and code of the failure to connect.
            return UNAVAILABLE;
        }
        DatabaseFailure byCode = ofCode(exception);
        return byCode == OTHER ? ofState(exception) : byCode;
    }

    private static DatabaseFailure ofCode(SQLException exception) {
        return switch (exception.getErrorCode()) {
            // Deadlock; lock wait timeout; record changed since it was read; NOWAIT; the group's certification.
            case 1213, 1205, 1020, 3572, 3101 -> CONFLICT;
            // An error at COMMIT: with 149, a member of a group reports a deadlock with another member.
            case 1180 -> mentions(exception, "149") ? CONFLICT : OTHER;
            // --read-only, --super-read-only; innodb_read_only.
            case 1290, 1836 -> READ_ONLY;
            // max_execution_time; max_statement_time.
            case 3024, 1969 -> TOO_SLOW;
            case 1062, 1586, 1022 -> DUPLICATE_KEY;
            // Too many connections, in total or for the user; a member that has left its group, or Galera's; offline
            // mode.
            case 1040, 1203, 3100, 1047, 3032, 3168 -> UNAVAILABLE;
            // Shutdown; KILL QUERY, also by a shutdown; KILL CONNECTION; closed while idle; the client library's
            // codes for all of these.
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

    /** The message also quotes the value, which must not be logged, so only its last name is read. */
    private static String lastQuoted(String message) {
        int end = message == null ? -1 : message.lastIndexOf('\'');
        return end < 0 ? null : message.substring(message.lastIndexOf('\'', end - 1) + 1, end);
    }
}
