package org.passwordresets.passwordreset;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.passwordresets.database.Statements;
import org.passwordresets.database.Transactions;

/**
 * Protects the tokens of all resets with the newest key, so that older keys are no longer needed, while servers run. It walks
 * through the table by primary key, reads without locks, and changes rows in short transactions. It never waits for a row
 * that another transaction has locked, but comes back to it. Expired tokens are included, because they are still compared.
 */
@Singleton
public final class TokenReencryption {
    private static final int ROWS_READ = 1000;
    private static final int ROWS_CHANGED = 100;
    private static final int MAX_PASSES = 20;
    /** Between two batches, so that requests come first. */
    private static final Duration PAUSE = Duration.ofMillis(5);
    /** For the locks of requests to be released. */
    private static final Duration PAUSE_BETWEEN_PASSES = Duration.ofMillis(200);

    private static final String ROWS =
            "SELECT id, token_ciphertext, token_mac, token_key_id FROM customer_password_resets WHERE ";

    private final ResetTokenVault vault;
    private final ConnectionOperations<Connection> connections;
    private final Transactions transactions;

    TokenReencryption(ResetTokenVault vault, ConnectionOperations<Connection> connections, Transactions transactions) {
        this.vault = vault;
        this.connections = connections;
        this.transactions = transactions;
    }

    /**
     * What was done.
     *
     * @param changed tokens that the newest key protects now
     * @param unreadable tokens that no configured key can decrypt; they are unchanged
     * @param locked tokens that could not be changed, because other transactions kept them locked
     */
    public record Result(long changed, long unreadable, long locked) {
        private Result plus(Result other) {
            return new Result(changed + other.changed, unreadable + other.unreadable, locked + other.locked);
        }

        private Result after(Result earlier) {
            return new Result(earlier.changed + changed, unreadable, locked);
        }
    }

    private record Row(String id, ResetTokenVault.Kept token) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString(1), new ResetTokenVault.Kept(row.getBytes(2), row.getBytes(3), row.getString(4)));
        }
    }

    /** Re-encrypts all tokens. It can be interrupted and repeated at any time. */
    public Result run() {
        Result result = pass();
        for (int pass = 1; result.locked() > 0 && pass < MAX_PASSES; pass++) {
            pause(PAUSE_BETWEEN_PASSES);
            result = pass().after(result);
        }
        return result;
    }

    private Result pass() {
        Result result = new Result(0, 0, 0);
        List<Row> rows = after("");
        while (!rows.isEmpty()) {
            result = result.plus(reencrypt(rows));
            rows = rows.size() < ROWS_READ
                    ? List.of()
                    : after(rows.get(rows.size() - 1).id());
        }
        return result;
    }

    private List<Row> after(String id) {
        return connections.executeRead(status ->
                Statements.query(status.getConnection(), Row::of, ROWS + "id > ? ORDER BY id LIMIT ?", id, ROWS_READ));
    }

    private Result reencrypt(List<Row> rows) {
        List<String> outdated =
                rows.stream().filter(this::isOutdated).map(Row::id).toList();
        Result result = new Result(0, 0, 0);
        for (int first = 0; first < outdated.size(); first += ROWS_CHANGED) {
            List<String> ids = outdated.subList(first, Math.min(first + ROWS_CHANGED, outdated.size()));
            result = result.plus(
                    transactions.write(() -> connections.executeWrite(status -> change(status.getConnection(), ids))));
            pause(PAUSE);
        }
        return result;
    }

    private boolean isOutdated(Row row) {
        return row.token().mac() != null && !vault.isUpToDate(row.token());
    }

    /** Locks the rows that are free. The others are either locked or deleted by another transaction. */
    private Result change(Connection connection, List<String> ids) {
        List<Row> free = Statements.query(
                connection,
                Row::of,
                ROWS + "id IN (" + String.join(", ", Collections.nCopies(ids.size(), "?"))
                        + ") ORDER BY id FOR UPDATE SKIP LOCKED",
                ids.toArray());
        List<Row> outdated = free.stream().filter(this::isOutdated).toList();
        List<Row> changed =
                outdated.stream().flatMap(row -> reencrypted(row).stream()).toList();
        update(connection, changed);
        return new Result(changed.size(), outdated.size() - changed.size(), ids.size() - free.size());
    }

    private Optional<Row> reencrypted(Row row) {
        return vault.open(row.token(), row.id()).map(token -> new Row(row.id(), vault.keep(token, row.id())));
    }

    private static void update(Connection connection, List<Row> rows) {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE customer_password_resets"
                + " SET token_ciphertext = ?, token_mac = ?, token_key_id = ? WHERE id = ?")) {
            for (Row row : rows) {
                statement.setBytes(1, row.token().ciphertext());
                statement.setBytes(2, row.token().mac());
                statement.setString(3, row.token().keyId());
                statement.setString(4, row.id());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new DataAccessException("Tokens cannot be re-encrypted: " + e.getMessage(), e);
        }
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The re-encryption was interrupted; run it again", e);
        }
    }
}
