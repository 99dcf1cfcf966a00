package org.passwordresets.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.passwordresets.demo.FragileDatabase;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.support.Database;
import org.passwordresets.support.StandingServer;

/** The log loses nothing while the database is there, holds nobody up while it is not, and stays within its bounds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityLogTest {
    private static final int QUEUE = 100;
    private static final Duration SOON = Duration.ofSeconds(20);

    private FragileDatabase database;
    private StandingServer server;

    @BeforeAll
    void start() throws Exception {
        database =
                FragileDatabase.start(Path.of("target", "security-log-database").toAbsolutePath());
        server = start(Map.of());
    }

    private StandingServer start(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(database.settings());
        settings.put("security-log.queue", QUEUE);
        settings.put("maintenance.check-interval", "100ms");
        settings.put("security-log.purge-interval", "1s");
        settings.putAll(more);
        return StandingServer.start(settings);
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    private Database tables() {
        return new Database(DelegatingDataSource.unwrapDataSource(server.bean(DataSource.class)));
    }

    private SecurityLog log() {
        return server.bean(SecurityLog.class);
    }

    /** In the order in which they were recorded. */
    private List<List<String>> logged(String clientId) {
        return tables().rows("""
                SELECT event, organization_id, mode, customer_id, account, address, actor, detail, occurrences FROM security_log
                WHERE client_id = ? ORDER BY id
                """, clientId);
    }

    private static SecurityEntryBuilder of(String clientId) {
        return SecurityEntryBuilder.builder()
                .event(SecurityEvent.SIGN_IN_FAILED)
                .organizationId("AAAAAAAAAA")
                .mode(Mode.TEST)
                .clientId(clientId)
                .address("192.0.2.1");
    }

    private static String clientId() {
        return UUID.randomUUID().toString();
    }

    @Test
    void aRowSaysWhoDidWhatFromWhere() {
        String client = clientId();
        log().record(of(client)
                .customerId("CCCCCCCCCC")
                .account("Ada@Example.com")
                .actor("root")
                .detail("wrong password")
                .build());
        log().record(of(client).account(" ada@example.com ").build());
        log().record(of(client).account("bob@example.com").build());

        await().atMost(SOON).untilAsserted(() -> assertThat(logged(client)).hasSize(3));
        List<List<String>> rows = logged(client);
        assertThat(rows.get(0))
                .containsExactly(
                        "sign_in_failed",
                        "AAAAAAAAAA",
                        "test",
                        "CCCCCCCCCC",
                        rows.get(0).get(4),
                        "192.0.2.1",
                        "root",
                        "wrong password",
                        "1");
        assertThat(rows.get(0).get(4)).as("no address").matches("[0-9a-f]{16}");
        assertThat(rows.get(1).get(4))
                .as("the same account")
                .isEqualTo(rows.get(0).get(4));
        assertThat(rows.get(2).get(4))
                .as("another account")
                .isNotEqualTo(rows.get(0).get(4));
    }

    @Test
    void theSameThingManyTimesIsOneRow() {
        String client = clientId();
        IntStream.range(0, QUEUE).forEach(i -> log().record(of(client).build()));

        await().atMost(SOON).untilAsserted(() -> assertThat(logged(client).stream()
                        .mapToInt(row -> Integer.parseInt(row.get(8)))
                        .sum())
                .isEqualTo(QUEUE));
        assertThat(logged(client)).hasSizeLessThan(QUEUE / 2);
    }

    /** What does not fit is cut, and what the database refuses nevertheless is dropped alone. */
    @Test
    void anEntryThatCannotBeStoredHoldsUpNoOther() {
        String client = clientId();
        log().record(of(client).customerId("longer than a customer's id").build());
        await().atMost(SOON).until(() -> !dropped().isEmpty());

        log().record(of(client).detail("x".repeat(10_000)).build());
        await().atMost(SOON).untilAsserted(() -> assertThat(logged(client)).hasSize(1));
        assertThat(logged(client).get(0).get(7)).hasSize(255);
    }

    private List<List<String>> dropped() {
        return tables().rows("SELECT occurrences FROM security_log WHERE event = 'entries_dropped' ORDER BY id");
    }

    @Test
    void aFrozenDatabaseHoldsNobodyUpAndTheQueueIsBounded() {
        int before = dropped().size();
        String client = clientId();
        database.freeze();
        long start = System.nanoTime();
        try {
            IntStream.range(0, 20 * QUEUE)
                    .forEach(i -> log().record(of(client).detail("attempt " + i).build()));
        } finally {
            database.thaw();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));

        await().atMost(SOON).until(() -> dropped().size() > before);
        long lost = Long.parseLong(dropped().get(before).get(0));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(logged(client).size() + lost).isEqualTo(20L * QUEUE));
        assertThat(logged(client)).hasSizeBetween(QUEUE, QUEUE + SecurityLogRows.MAX_BATCH);
        assertThat(logged(client).get(0).get(7)).as("the first are kept").isEqualTo("attempt 0");
    }

    @Test
    void oldRowsAndThoseThatAreTooManyAreDeleted() {
        String client = clientId();
        tables().change("""
                INSERT INTO security_log (event, client_id, occurrences, created_at)
                VALUES ('sign_in', ?, 1, UTC_TIMESTAMP() - INTERVAL 91 DAY), ('sign_in', ?, 1, UTC_TIMESTAMP() - INTERVAL 89 DAY)
                """, client, client);
        await().atMost(SOON).untilAsserted(() -> assertThat(logged(client)).hasSize(1));

        tables().change("""
                INSERT INTO security_log (id, event, occurrences, created_at)
                SELECT MAX(id) + 1000000, 'sign_in', 1, UTC_TIMESTAMP() FROM security_log
                """);
        await().atMost(SOON).untilAsserted(() -> assertThat(tables().value("SELECT COUNT(*) FROM security_log"))
                .isEqualTo("1"));
    }

    @Test
    void aServerThatStopsWritesWhatIsLeft() {
        String client = clientId();
        StandingServer other = start(Map.of());
        other.bean(SecurityLog.class).record(of(client).build());
        other.close();

        assertThat(logged(client)).hasSize(1);
    }
}
