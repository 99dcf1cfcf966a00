package org.passwordresets.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.resource.Identifier;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.StandingServer;

/** Old resets and events are deleted where the configuration says so, once, and the counts stay right. */
class PurgeTest extends ServerTest {
    private static final String RESETS = "customer_password_resets";
    private static final String EVENTS = "events";
    private static final Duration RETENTION = Duration.ofDays(90);
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final LocalDateTime NOW = LocalDateTime.now(ZoneOffset.UTC);
    private static final LocalDateTime OLD = NOW.minus(RETENTION).minusHours(1);
    private static final LocalDateTime YOUNG = NOW.minus(RETENTION).plusHours(1);

    private String organization;
    private String customer;

    @BeforeEach
    void addACustomer() {
        organization = Identifier.random();
        customer = Identifier.random();
        database().change("""
                INSERT INTO customers (id, organization_id, mode, email, email_key, status, metadata, created_at, updated_at)
                VALUES (?, ?, 'test', 'x@example.com', 'x@example.com', 'prospect', '{}', ?, ?)
                """, customer, organization, OLD, OLD);
    }

    private static Map<String, Object> settings(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "maintenance.check-interval", "100ms",
                "retention.interval", "1s",
                "retention.batch-size", 100));
        settings.putAll(more);
        return settings;
    }

    private static Map<String, Object> bothKept90Days() {
        return settings(Map.of("retention.password-resets", "90d", "retention.events", "90d"));
    }

    /** Counted, as the server does it. */
    private List<String> insertResets(int number, LocalDateTime expiresAt, boolean used) throws SQLException {
        return insert(
                number,
                RESETS,
                """
                INSERT INTO customer_password_resets (id, organization_id, mode, customer_id, customer_email, expires_at,
                    token_mac, reset_password_at, metadata, created_at, updated_at)
                VALUES (?, ?, 'test', '%s', 'x@example.com', ?, %s, %s, '{}', ?, ?)
                """.formatted(customer, used ? "NULL" : "'mac'", used ? "NOW()" : "NULL"),
                (statement, id) -> {
                    statement.setString(1, id);
                    statement.setString(2, organization);
                    statement.setObject(3, expiresAt);
                    statement.setObject(4, expiresAt.minusHours(6));
                    // A change of the reference does not make a reset young again.
                    statement.setObject(5, NOW);
                });
    }

    private List<String> insertEvents(int number, LocalDateTime createdAt) throws SQLException {
        return insert(number, EVENTS, """
                INSERT INTO events (id, organization_id, mode, name, resource_type, resource_id, metadata, created_at, updated_at)
                VALUES (?, ?, 'test', 'customer_password_resets.create', 'customer_password_resets', 'AAAAAAAAAA', '{}', ?, ?)
                """, (statement, id) -> {
            statement.setString(1, id);
            statement.setString(2, organization);
            statement.setObject(3, createdAt);
            statement.setObject(4, NOW);
        });
    }

    @FunctionalInterface
    private interface Binder {
        void bind(PreparedStatement statement, String id) throws SQLException;
    }

    private List<String> insert(int number, String table, String sql, Binder binder) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = database().dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < number; i++) {
                ids.add(Identifier.random());
                binder.bind(statement, ids.get(i));
                statement.addBatch();
            }
            statement.executeBatch();
        }
        database().change("""
                INSERT INTO record_counts (table_name, organization_id, mode, shard, records) VALUES (?, ?, 'test', 0, ?)
                ON DUPLICATE KEY UPDATE records = records + VALUES(records)
                """, table, organization, number);
        return ids;
    }

    private List<String> ids(String table) {
        return database().rows("SELECT id FROM " + table + " WHERE organization_id = ?", organization).stream()
                .map(row -> row.get(0))
                .toList();
    }

    private long kept(String table) {
        return Long.parseLong(database()
                .value(
                        "SELECT SUM(records) FROM record_counts WHERE table_name = ? AND organization_id = ?",
                        table,
                        organization));
    }

    private void awaitRows(String table, int number) {
        await().atMost(MAX_WAIT).untilAsserted(() -> assertThat(ids(table)).hasSizeLessThanOrEqualTo(number));
    }

    @Test
    void twoServersDeleteWhatIsOldAndCountItOnce() throws Exception {
        insertResets(730, OLD, true);
        insertResets(120, OLD, false);
        insertEvents(510, OLD);
        List<String> resets = new ArrayList<>(insertResets(40, YOUNG, false));
        resets.addAll(insertResets(40, YOUNG, true));
        resets.addAll(insertResets(3, NOW.plusHours(5), false));
        List<String> events = insertEvents(60, YOUNG);

        try (StandingServer one = StandingServer.start(bothKept90Days());
                StandingServer other = StandingServer.start(bothKept90Days())) {
            awaitRows(RESETS, resets.size());
            awaitRows(EVENTS, events.size());
        }

        assertThat(ids(RESETS)).containsExactlyInAnyOrderElementsOf(resets);
        assertThat(ids(EVENTS)).as("No event tells of it").containsExactlyInAnyOrderElementsOf(events);
        assertThat(kept(RESETS)).isEqualTo(resets.size());
        assertThat(kept(EVENTS)).isEqualTo(events.size());
        assertThat(
                        database()
                                .value(
                                        "SELECT finished_at IS NOT NULL FROM maintenance_leases WHERE task = 'retention-events'"))
                .isEqualTo("1");
    }

    private void insertEventStores(int number, LocalDateTime createdAt) {
        for (int i = 0; i < number; i++) {
            database().change("""
                    INSERT INTO event_stores (id, organization_id, mode, event, resource_type, resource_id, payload, client_id, kind,
                        is_public, created_at)
                    VALUES (?, ?, 'test', 'update', 'customers', 'AAAAAAAAAA', '{}', 'client', 'integration', FALSE, ?)
                    """, Identifier.random(), organization, createdAt);
        }
    }

    /** The rows of other tests, which are younger, may be before them: only here, where old rows are inserted late. */
    @Test
    void eventStoresAreKeptForAYear() throws Exception {
        database().change("DELETE FROM event_stores");
        insertEventStores(120, NOW.minusDays(365).minusHours(1));
        insertEventStores(3, NOW.minusDays(365).plusHours(1));
        try (StandingServer standing = StandingServer.start(settings(Map.of()))) {
            awaitRows("event_stores", 3);
        }
        assertThat(ids("event_stores")).hasSize(3);
    }

    @Test
    void whatHasNoRetentionIsKept() throws Exception {
        insertResets(10, OLD, true);
        List<String> events = insertEvents(10, OLD);
        try (StandingServer standing = StandingServer.start(settings(Map.of("retention.password-resets", "90d")))) {
            awaitRows(RESETS, 0);
        }
        assertThat(ids(RESETS)).isEmpty();
        assertThat(ids(EVENTS)).containsExactlyInAnyOrderElementsOf(events);
    }
}
