package org.passwordresets.listing;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.passwordresets.auth.Caller;
import org.passwordresets.database.Coalescer;
import org.passwordresets.database.DatabaseConfiguration;

/**
 * Finds rows by their ids. Requests of several callers that wait at the same time become one statement; each finds only rows
 * of its own organization and mode.
 */
final class Lookup<E> {
    private static final String ROW = "t";
    private static final int COLUMNS_OF_KEY = 3;
    private static final int MAX_CACHED_POWER = 6;

    private final ConnectionOperations<Connection> connections;
    private final RowReader<E> reader;
    private final String select;
    /** By the logarithm of the number of ids. */
    private final String[] statements;

    private final Coalescer<Key, Optional<E>> requests;

    Lookup(
            ConnectionOperations<Connection> connections,
            DatabaseConfiguration limits,
            Table table,
            RowReader<E> reader) {
        this.connections = connections;
        this.reader = reader;
        this.select = "SELECT %1$s.organization_id, %1$s.mode, %1$s.id, %2$s FROM %3$s %1$s WHERE %1$s.id IN (?"
                .formatted(ROW, table.selection(ROW), table.name());
        this.statements = IntStream.rangeClosed(0, MAX_CACHED_POWER)
                .mapToObj(power -> statement(1 << power))
                .toArray(String[]::new);
        this.requests = Coalescer.ofReads(
                limits, this::found, key -> found(List.of(key)).get(key));
    }

    private String statement(int ids) {
        return select + ", ?".repeat(ids - 1) + ")";
    }

    /** What a caller asks for. */
    record Key(String organizationId, String mode, String id) {
        static Key of(Caller caller, String id) {
            return new Key(caller.organizationId(), caller.mode().text(), id);
        }
    }

    /** The caller's row with this id. */
    Optional<E> one(Caller caller, String id) {
        Key key = Key.of(caller, id);
        return connections.findConnectionStatus().isPresent()
                ? found(List.of(key)).get(key)
                : requests.send(key);
    }

    private Map<Key, Optional<E>> found(List<Key> keys) {
        Map<Key, E> rows = rows(keys.stream().map(Key::id).toList());
        Map<Key, Optional<E>> found = new HashMap<>();
        keys.forEach(key -> found.put(key, Optional.ofNullable(rows.get(key))));
        return found;
    }

    /** The caller's rows with these ids. */
    List<E> all(Caller caller, Collection<String> ids) {
        Map<Key, E> rows = ids.isEmpty() ? Map.of() : rows(List.copyOf(ids));
        return ids.stream()
                .distinct()
                .map(id -> rows.get(Key.of(caller, id)))
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<Key, E> rows(List<String> ids) {
        return connections.executeRead(status -> {
            try (PreparedStatement statement = prepare(status.getConnection(), ids);
                    ResultSet result = statement.executeQuery()) {
                return rows(result);
            } catch (SQLException e) {
                throw new DataAccessException("A row cannot be read: " + e.getMessage(), e);
            }
        });
    }

    /** Repeats the last id up to a power of two, so that each connection prepares only a few different statements. */
    private PreparedStatement prepare(Connection connection, List<String> ids) throws SQLException {
        int power = Integer.SIZE - Integer.numberOfLeadingZeros(ids.size() - 1);
        PreparedStatement statement =
                connection.prepareStatement(power <= MAX_CACHED_POWER ? statements[power] : statement(1 << power));
        for (int i = 0; i < 1 << power; i++) {
            statement.setString(i + 1, ids.get(Math.min(i, ids.size() - 1)));
        }
        return statement;
    }

    private Map<Key, E> rows(ResultSet result) throws SQLException {
        Map<Key, E> rows = new HashMap<>();
        while (result.next()) {
            Key key = new Key(result.getString(1), result.getString(2), result.getString(3));
            rows.put(key, reader.read(result, COLUMNS_OF_KEY));
        }
        return rows;
    }
}
