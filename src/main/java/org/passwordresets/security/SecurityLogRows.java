package org.passwordresets.security;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.contract.Email;
import org.passwordresets.database.Statements;
import org.passwordresets.database.Transactions;
import org.passwordresets.generated.model.Mode;

/** The table {@code security_log}. Equal entries at the same time are one row with a count. */
@Singleton
final class SecurityLogRows {
    /** In entries. */
    static final int MAX_BATCH = 500;

    private static final String ADD = """
            INSERT INTO security_log (event, organization_id, mode, client_id, customer_id, account, address, actor, detail,
                occurrences, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final ConnectionOperations<Connection> connections;
    private final Transactions transactions;
    private final AccountDigest digest;

    SecurityLogRows(ConnectionOperations<Connection> connections, Transactions transactions, AccountDigest digest) {
        this.connections = connections;
        this.transactions = transactions;
        this.digest = digest;
    }

    private record Row(SecurityEntry entry, long occurrences, Instant at) {
        Row and(Row other) {
            return new Row(entry, occurrences + other.occurrences, at);
        }
    }

    /**
     * Adds the entries in one transaction. If it is unclear whether that was committed, it is repeated: twice is
     * better than never.
     *
     * @param dropped the number of entries that were lost
     */
    void add(List<SecurityLog.Queued> entries, long dropped, Instant now) {
        Map<SecurityEntry, Row> rows = new LinkedHashMap<>();
        entries.forEach(one -> rows.merge(one.entry(), new Row(one.entry(), 1, one.at()), Row::and));
        if (dropped > 0) {
            SecurityEntry entry = SecurityEntryBuilder.builder()
                    .event(SecurityEvent.ENTRIES_DROPPED)
                    .build();
            rows.put(entry, new Row(entry, dropped, now));
        }
        transactions.write(() -> connections.executeWrite(status -> insert(status.getConnection(), rows.values())));
    }

    private int insert(Connection connection, Collection<Row> rows) {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            for (Row row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch().length;
        } catch (SQLException e) {
            throw new DataAccessException("The security log cannot be written: " + e.getMessage(), e);
        }
    }

    private void bind(PreparedStatement statement, Row row) throws SQLException {
        SecurityEntry entry = row.entry();
        int index = 1;
        statement.setString(index++, entry.event().text());
        statement.setString(index++, entry.organizationId());
        statement.setString(index++, text(entry.mode()));
        statement.setString(index++, entry.clientId());
        statement.setString(index++, entry.customerId());
        statement.setString(index++, account(entry.account()));
        statement.setString(index++, entry.address());
        statement.setString(index++, entry.actor());
        statement.setString(index++, entry.detail());
        statement.setLong(index++, row.occurrences());
        statement.setObject(index, LocalDateTime.ofInstant(row.at(), ZoneOffset.UTC));
    }

    @Nullable
    private static String text(@Nullable Mode mode) {
        return mode == null ? null : mode.text();
    }

    @Nullable
    private String account(@Nullable String account) {
        return account == null ? null : digest.of(Email.of(account));
    }

    /** Some of the oldest rows, from before a time. */
    List<Long> before(Instant time) {
        return ids(
                "SELECT id FROM security_log WHERE created_at < ? ORDER BY created_at, id LIMIT " + MAX_BATCH,
                LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    /** Some of the oldest rows, beyond a maximum number. Ids may have gaps, so slightly fewer may be kept. */
    List<Long> beyond(long most) {
        long last = ids("SELECT COALESCE(MAX(id), 0) FROM security_log").get(0);
        return ids("SELECT id FROM security_log WHERE id <= ? ORDER BY id LIMIT " + MAX_BATCH, last - most);
    }

    private List<Long> ids(String sql, Object... values) {
        return connections.executeRead(
                status -> Statements.query(status.getConnection(), row -> row.getLong(1), sql, values));
    }

    /** Deletes rows. Call it in a transaction. */
    int delete(List<Long> ids) {
        return connections.executeWrite(status -> Statements.update(
                status.getConnection(),
                "DELETE FROM security_log WHERE id IN (" + String.join(", ", Collections.nCopies(ids.size(), "?"))
                        + ")",
                ids.toArray()));
    }
}
