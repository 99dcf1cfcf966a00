package org.passwordresets.listing;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.passwordresets.auth.Caller;

/**
 * The number of rows of each table per organization and mode, so that lists need not count them.
 *
 * <p>A number is the sum of several rows. Each connection changes its own row, in the last statement before its transaction
 * commits, so that transactions rarely wait for each other there and never deadlock.
 */
@Singleton
public class RecordCounts {
    private static final String ADD =
            "INSERT INTO record_counts (table_name, organization_id, mode, shard, records) VALUES ";
    /** Servers of one cluster never share a row, because their commits would conflict. */
    private static final String ROW = "(?, ?, ?, @@server_id * 32 + CONNECTION_ID() % 32, ?)";

    private static final String SUM = " ON DUPLICATE KEY UPDATE records = records + VALUES(records)";

    private final TransactionOperations<Connection> transactions;
    private final Map<TransactionStatus<?>, Changes> underWay = new ConcurrentHashMap<>();

    RecordCounts(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /** The number of rows of one table, as SQL in parentheses. */
    static Sql read(String table, Caller caller) {
        return Sql.of(
                "(SELECT COALESCE(SUM(records), 0) FROM record_counts"
                        + " WHERE table_name = ? AND organization_id = ? AND mode = ?)",
                table,
                caller.organizationId(),
                caller.mode().text());
    }

    /** The connection of the current transaction, to insert the rows that are counted. */
    Connection connection() {
        return transaction().getConnection();
    }

    private TransactionStatus<Connection> transaction() {
        return transactions
                .findTransactionStatus()
                .map(status -> (TransactionStatus<Connection>) status)
                .orElseThrow(() -> new IllegalStateException(
                        "Rows must be counted in the transaction that inserts or deletes them"));
    }

    /** Call this in the transaction that inserts or deletes rows (negative for deleted ones). */
    public void add(Caller caller, String table, int records) {
        add(caller.organizationId(), caller.mode().text(), table, records);
    }

    /** The same for rows of any organization and mode. */
    public void add(String organizationId, String mode, String table, int records) {
        underWay.computeIfAbsent(transaction(), this::begin)
                .records
                .merge(new Key(table, organizationId, mode), records, Integer::sum);
    }

    private Changes begin(TransactionStatus<?> transaction) {
        Changes changes = new Changes(transaction);
        transaction.registerSynchronization(changes);
        return changes;
    }

    /** Identifies a number. */
    record Key(String table, String organizationId, String mode) implements Comparable<Key> {
        static Key of(String table, Caller caller) {
            return new Key(table, caller.organizationId(), caller.mode().text());
        }

        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    /** The changes of one transaction, sorted, so that no two transactions lock rows in different orders. */
    private final class Changes implements TransactionSynchronization {
        private final TransactionStatus<?> transaction;
        private final Map<Key, Integer> records = new TreeMap<>();

        private Changes(TransactionStatus<?> transaction) {
            this.transaction = transaction;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            String sql = ADD + String.join(", ", java.util.Collections.nCopies(records.size(), ROW)) + SUM;
            try (PreparedStatement statement = ((Connection) transaction.getConnection()).prepareStatement(sql)) {
                int index = 1;
                for (Map.Entry<Key, Integer> change : records.entrySet()) {
                    statement.setString(index++, change.getKey().table());
                    statement.setString(index++, change.getKey().organizationId());
                    statement.setString(index++, change.getKey().mode());
                    statement.setInt(index++, change.getValue());
                }
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new DataAccessException("Rows cannot be counted: " + e.getMessage(), e);
            }
        }

        @Override
        public void afterCompletion(Status status) {
            underWay.remove(transaction);
        }
    }
}
