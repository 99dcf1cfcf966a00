package org.passwordresets.passwordreset;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import org.passwordresets.database.MaintenanceConnections;
import org.passwordresets.database.Statements;

/** Which keys the stored reset tokens still need. */
@Singleton
public final class TokenKeyUse {
    private final MaintenanceConnections connections;

    TokenKeyUse(MaintenanceConnections connections) {
        this.connections = connections;
    }

    private record Use(String keyId, long tokens) {}

    /**
     * How many tokens each key protects, by the key's id; the empty id stands for tokens of an earlier release, which named no
     * key. Reads the whole table, without locks.
     */
    public Map<String, Long> count() {
        Map<String, Long> counts = new TreeMap<>();
        connections
                .transaction(connection -> Statements.query(
                        connection,
                        row -> new Use(row.getString(1), row.getLong(2)),
                        "SELECT COALESCE(token_key_id, ''), COUNT(*) FROM customer_password_resets"
                                + " WHERE token_mac IS NOT NULL GROUP BY token_key_id"))
                .forEach(use -> counts.put(use.keyId(), use.tokens()));
        return counts;
    }
}
