package org.passwordresets.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passwordresets.resource.Identifier;
import org.passwordresets.support.Client;
import org.passwordresets.support.Proof;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/** An operator inserts and deletes rows in SQL, past the server: every page has the right rows, and the count heals. */
@Tag(Proof.TAG)
class ChangedBySqlTest extends ListTest {
    private static final int RECORDS = 2510;
    private static final int SIZE = 25;
    private static final Duration MAX_RECOUNT_WAIT = Duration.ofSeconds(30);
    /** With these, the last quarter of the pages is found from the end. */
    private static final int MANY_MORE = 9_000;

    private static final int FIRST_FROM_END = 10_000 / SIZE + 1;
    private static final int MANY = RECORDS + MANY_MORE;
    private static final int LAST = (MANY + SIZE - 1) / SIZE;

    /** Other tests create next to nothing in live mode. */
    private Client liveBackEnd() {
        return client(TestApplications.LIVE_BACK_END);
    }

    @BeforeEach
    void emptyAndFill() throws SQLException {
        database().change("DELETE FROM customer_password_resets WHERE mode = 'live'");
        insert(RECORDS);
    }

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    private void insert(int records) throws SQLException {
        String customer = created(liveBackEnd().create("customers", "{\"email\":\"%s\"}".formatted(email())))
                .id();
        try (Connection connection = database().dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO customer_password_resets (id, organization_id, mode, customer_id, customer_email, expires_at,
                            metadata, created_at, updated_at)
                        VALUES (?, 'AAAAAAAAAA', 'live', ?, 'x@example.com', ?, '{}', ?, ?)
                        """)) {
            LocalDateTime start = LocalDateTime.parse("2018-01-01T00:00:00");
            for (int i = 0; i < records; i++) {
                insert.setString(1, Identifier.random());
                insert.setString(2, customer);
                insert.setObject(3, start);
                insert.setObject(4, start.plusSeconds(i % 700));
                insert.setObject(5, start);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Client.Response created(Client.Response response) {
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return response;
    }

    private void deleteTheFirst(int records) {
        database()
                .change("DELETE FROM customer_password_resets WHERE mode = 'live' ORDER BY created_at, id LIMIT "
                        + records);
    }

    private List<String> idsInOrder() {
        return database()
                .rows("SELECT id FROM customer_password_resets WHERE mode = 'live' AND organization_id = 'AAAAAAAAAA'"
                        + " ORDER BY created_at, id")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    private Client.Response page(int number) {
        Client.Response response = liveBackEnd()
                .get("/api/" + RESETS
                        + query("page[size]", String.valueOf(SIZE), "page[number]", String.valueOf(number)));
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return response;
    }

    private static List<String> ids(Client.Response response) {
        List<String> ids = new ArrayList<>();
        for (JsonNode reset : response.at("/data")) {
            ids.add(reset.path("id").asText());
        }
        return ids;
    }

    /** Every page, the last of them first, so that nothing has been corrected before. */
    private void assertEveryPageIsRight() {
        int pages = (idsInOrder().size() + SIZE - 1) / SIZE;
        assertPagesAreRight(
                IntStream.rangeClosed(0, pages).map(page -> pages + 1 - page).toArray());
    }

    private static int recordCount(Client.Response response) {
        return response.at("/meta/record_count").asInt();
    }

    @Test
    void rowsThatWereInserted() throws SQLException {
        assertEveryPageIsRight();
        insert(300);
        assertThat(recordCount(page(113))).as("The last page knows").isEqualTo(RECORDS + 300);
        assertEveryPageIsRight();
    }

    @Test
    void rowsThatWereDeleted() {
        assertThat(recordCount(page(101))).isEqualTo(RECORDS);
        deleteTheFirst(333);
        assertThat(ids(page(80))).as("In the middle").isEqualTo(idsInOrder().subList(79 * SIZE, 80 * SIZE));
        Client.Response beyond = page(101);
        assertThat(ids(beyond)).isEmpty();
        assertThat(recordCount(beyond)).isEqualTo(RECORDS - 333);
        assertEveryPageIsRight();
    }

    /** An empty page beyond the last one could not contradict it. */
    @Test
    void aKeptNumberThatIsTooSmallIsNotBelieved() {
        database().change("UPDATE record_counts SET records = 0 WHERE table_name = ? AND mode = 'live'", RESETS);
        assertThat(recordCount(page(200))).isEqualTo(RECORDS);
    }

    @Test
    void allRowsWereDeleted() {
        page(101);
        database().change("DELETE FROM customer_password_resets WHERE mode = 'live'");
        assertThat(recordCount(page(1))).isZero();
        assertThat(page(1).at("/meta/page_count").asInt()).isZero();
        assertEveryPageIsRight();
    }

    @Test
    void theKeptNumberHealsOnceAPageContradictsIt() throws Exception {
        page(101);
        awaitHealing();
        deleteTheFirst(100);
        assertThat(drift()).isEqualTo(100);
        page(97);
        awaitHealing();
        assertThat(recordCount(page(1))).isEqualTo(RECORDS - 100);
    }

    /** A page in the middle cannot know. */
    @Test
    void theKeptNumberHealsByItself() throws Exception {
        page(101);
        awaitHealing();
        deleteTheFirst(100);
        Map<String, Object> settings =
                Map.of("maintenance.check-interval", "100ms", "maintenance.recount-interval", "1s");
        try (StandingServer other = StandingServer.start(settings)) {
            awaitHealing();
            assertThat(recordCount(page(1))).isEqualTo(RECORDS - 100);
        }
    }

    @Test
    void correctionsAtTheSameTimeCorrectOnce() throws Exception {
        Recount recount = server.getApplicationContext().getBean(Recount.class);
        Proof.of("corrections of one count beside writes", 5, 100).run(round -> {
            deleteTheFirst(10);
            runAtOnce(8, () -> {
                recount.run(null);
                created(liveBackEnd().create("customers", "{\"email\":\"%s\"}".formatted(email())));
                recount.run(null);
            });
            assertThat(drift()).isZero();
            assertThat(drift("customers")).isZero();
        });
    }

    /** While others create, what a page says of the number of records fits the records on it. */
    @Test
    void pageAndCountAreOfOneMoment() throws Exception {
        String email = email();
        created(liveBackEnd().create("customers", "{\"email\":\"%s\"}".formatted(email)));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            page(101);
            Future<?> writing = writer.submit(() -> {
                while (!done.get()) {
                    created(liveBackEnd().create(RESETS, "{\"customer_email\":\"%s\"}".formatted(email)));
                }
            });
            Proof.of("a last page read beside creates", 100, 2000).run(round -> {
                Client.Response first = page(1);
                int last = first.at("/meta/page_count").asInt();
                Client.Response response = page(last);
                int rows = ids(response).size();
                assertThat(rows < SIZE ? recordCount(response) : SIZE * last)
                        .isEqualTo(SIZE * (last - 1) + rows)
                        .isLessThanOrEqualTo(recordCount(response));
            });
            done.set(true);
            writing.get();
        } finally {
            done.set(true);
            writer.shutdown();
        }
    }

    /** A page far away costs as little as one near the start, once the number has been found right. */
    @Test
    void theLastPageIsFoundFromTheEnd() throws Exception {
        insertManyMore();
        assertThat(rowsReadFor(LAST)).isLessThan(1000);
        clock.forward(Recount.TRUST);
        assertThat(rowsReadFor(LAST)).as("The number is not trusted for longer").isGreaterThan(MANY);
        awaitTrust();
    }

    private void insertManyMore() throws SQLException {
        page(1);
        insert(MANY_MORE);
        page(LAST);
        awaitHealing();
        awaitTrust();
    }

    private void awaitTrust() {
        await().atMost(MAX_RECOUNT_WAIT)
                .untilAsserted(() -> assertThat(rowsReadFor(LAST)).isLessThan(1000));
    }

    /** How many entries of indexes the database passed for a page, give or take what background tasks read. */
    private long rowsReadFor(int page) {
        List<String> expected = ofPage(page, idsInOrder());
        long before = rowsRead();
        assertThat(ids(page(page))).as("page " + page).isEqualTo(expected);
        return rowsRead() - before;
    }

    private long rowsRead() {
        return database()
                .rows("SHOW GLOBAL STATUS WHERE Variable_name IN ('Handler_read_next', 'Handler_read_prev')")
                .stream()
                .mapToLong(row -> Long.parseLong(row.get(1)))
                .sum();
    }

    /** Near the start, they are right at once. */
    @Test
    void deletedRowsShiftDistantPagesForNoLongerThanTheNumberIsTrusted() throws Exception {
        insertManyMore();
        deleteTheFirst(333);
        assertPagesAreRight(1, FIRST_FROM_END - 1, FIRST_FROM_END / 2);
        clock.forward(Recount.TRUST);
        assertPagesAreRight(LAST, FIRST_FROM_END);
    }

    private void assertPagesAreRight(int... numbers) {
        List<String> expected = idsInOrder();
        for (int number : numbers) {
            assertThat(ids(page(number))).as("page " + number).isEqualTo(ofPage(number, expected));
        }
    }

    private static List<String> ofPage(int number, List<String> all) {
        int from = Math.min((number - 1) * SIZE, all.size());
        return all.subList(from, Math.min(number * SIZE, all.size()));
    }

    /** Others create and delete resets behind those that are walked over. */
    @Test
    void aWalkToTheEndAndBackMeetsEachResetOnce() throws Exception {
        insertManyMore();
        List<String> expected = idsInOrder();
        String email = email();
        created(liveBackEnd().create("customers", "{\"email\":\"%s\"}".formatted(email)));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> writing = writer.submit(() -> {
                while (!done.get()) {
                    createAndPerhapsDelete(email);
                }
            });
            IntStream.range(FIRST_FROM_END - 5, 2 * LAST - FIRST_FROM_END + 5)
                    .map(step -> step < LAST ? step : 2 * LAST - 1 - step)
                    .forEach(page -> assertThat(ids(page(page))).isEqualTo(ofPage(page, expected)));
            done.set(true);
            writing.get();
        } finally {
            done.set(true);
            writer.shutdown();
        }
        assertThat(drift()).isZero();
    }

    private void createAndPerhapsDelete(String email) {
        String id = created(liveBackEnd().create(RESETS, "{\"customer_email\":\"%s\"}".formatted(email)))
                .id();
        if (id.charAt(0) % 2 == 0) {
            assertThat(liveBackEnd().delete("/api/" + RESETS + "/" + id).status())
                    .isEqualTo(204);
        }
    }

    private static void runAtOnce(int threads, Runnable work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(work));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            executor.shutdown();
        }
    }

    private long drift() {
        return drift(RESETS);
    }

    /** How far the kept number is above the true one. */
    private long drift(String table) {
        return Long.parseLong(database().value("""
                SELECT (SELECT COALESCE(SUM(records), 0) FROM record_counts
                    WHERE table_name = '%1$s' AND organization_id = 'AAAAAAAAAA' AND mode = 'live')
                - (SELECT COUNT(*) FROM %1$s WHERE organization_id = 'AAAAAAAAAA' AND mode = 'live')
                """.formatted(table)));
    }

    private void awaitHealing() {
        await().atMost(MAX_RECOUNT_WAIT).untilAsserted(() -> assertThat(drift()).isZero());
    }
}
