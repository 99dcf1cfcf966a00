package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.passwordresets.database.MaintenanceConnections;
import org.passwordresets.database.Statements;

/** Which keys the stored reset tokens still need. */
@Singleton
final class TokenKeyUse {
    private final MaintenanceConnections connections;

    TokenKeyUse(MaintenanceConnections connections) {
        this.connections = connections;
    }

    /**
     * How many tokens a key protects.
     *
     * @param keyId null for tokens of an earlier release, which name no key
     */
    public record Tokens(@Nullable String keyId, long number) {}

    /** Reads the whole table, without locks. */
    public List<Tokens> count() {
        return connections.transaction(connection -> Statements.query(
                connection,
                row -> new Tokens(row.getString(1), row.getLong(2)),
                "SELECT token_key_id, COUNT(*) FROM customer_password_resets WHERE token_mac IS NOT NULL"
                        + " GROUP BY token_key_id ORDER BY token_key_id"));
    }
}
