package org.passwordresets.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.support.Client;

/** The order of lists and their pages, on more rows than are passed over one by one, many of them equal in what sorts them. */
class PageTest extends ListTest {
    private static final int RECORDS = 2510;
    private static final int SIZE = 25;

    private String customer;

    @BeforeAll
    void createData() throws SQLException {
        customer = customer(email(), null).id();
        try (Connection connection = database().dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO customer_password_resets (id, organization_id, mode, customer_id, customer_email, expires_at,
                            wrong_tokens, reference, metadata, created_at, updated_at)
                        VALUES (?, 'AAAAAAAAAA', 'test', ?, 'x@example.com', ?, 0, ?, '{}', ?, ?)
                        """)) {
            LocalDateTime start = LocalDateTime.parse("2018-01-01T00:00:00");
            for (int i = 0; i < RECORDS; i++) {
                insert.setString(1, org.passwordresets.resource.Identifier.random());
                insert.setString(2, customer);
                insert.setObject(3, start);
                insert.setString(4, i % 3 == 0 ? null : "r" + i % 7);
                insert.setObject(5, start.plusSeconds(i % 100));
                insert.setObject(6, start.plusSeconds(i % 11));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.createStatement().executeUpdate("""
                    INSERT INTO record_counts (table_name, organization_id, mode, shard, records)
                    VALUES ('customer_password_resets', 'AAAAAAAAAA', 'test', 0, %1$d)
                    ON DUPLICATE KEY UPDATE records = records + %1$d
                    """.formatted(RECORDS));
            connection.createStatement().executeUpdate("""
                    INSERT INTO events (id, organization_id, mode, name, resource_type, resource_id, metadata, created_at,
                        updated_at)
                    SELECT id, organization_id, mode, 'customer_password_resets.create', 'customer_password_resets', id, '{}',
                        created_at, created_at
                    FROM customer_password_resets WHERE customer_id = '%s'
                    """.formatted(customer));
            connection.createStatement().executeUpdate("""
                    INSERT INTO customers (id, organization_id, mode, email, email_key, status, metadata, created_at, updated_at)
                    SELECT id, organization_id, mode, CONCAT(id, '@example.com'), CONCAT(id, '@example.com'), 'prospect', '{}',
                        created_at, created_at
                    FROM customer_password_resets WHERE customer_id = '%s'
                    """.formatted(customer));
            connection.createStatement().executeUpdate("""
                    INSERT INTO record_counts (table_name, organization_id, mode, shard, records)
                    VALUES ('events', 'AAAAAAAAAA', 'test', 0, %1$d), ('customers', 'AAAAAAAAAA', 'test', 0, %1$d)
                    ON DUPLICATE KEY UPDATE records = records + %1$d
                    """.formatted(RECORDS));
        }
    }

    private Client.Response page(String sort, int number) {
        List<String> parameters = new ArrayList<>(List.of(
                "filter[customer_id]",
                customer,
                "page[size]",
                String.valueOf(SIZE),
                "page[number]",
                String.valueOf(number)));
        if (!sort.isEmpty()) {
            parameters.addAll(List.of("sort", sort));
        }
        return list(parameters.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-created_at", "reference", "-reference,updated_at", "id", "-id"})
    void aWalkMeetsEachResetOnceAndInOrder(String sort) {
        List<JsonNode> walked = new ArrayList<>();
        Client.Response response = page(sort, 1);
        while (true) {
            assertThat(response.status()).as(response.body()).isEqualTo(200);
            response.at("/data").forEach(walked::add);
            String next = response.at("/links/next").asText("null");
            if (next.equals("null") || next.isEmpty()) {
                break;
            }
            response = backEnd().get(next);
        }
        assertThat(walked).hasSize(RECORDS);
        assertThat(walked.stream().map(reset -> reset.path("id").asText())).doesNotHaveDuplicates();
        assertThat(walked).isSortedAccordingTo(order(sort.isEmpty() ? "created_at" : sort));
    }

    /** Keys in turn, nulls first, and the id as the last, in the direction of the key before it. */
    private static Comparator<JsonNode> order(String sort) {
        Comparator<JsonNode> order = (a, b) -> 0;
        boolean descending = false;
        for (String key : (sort + ",id").split(",")) {
            boolean last = key.equals("id") && !sort.equals("id");
            descending = last ? descending : key.startsWith("-");
            Comparator<JsonNode> byKey = Comparator.comparing(
                    reset -> value(reset, key.replace("-", "")),
                    Comparator.nullsFirst(Comparator.<String>naturalOrder()));
            order = order.thenComparing(descending ? byKey.reversed() : byKey);
        }
        return order;
    }

    private static String value(JsonNode reset, String key) {
        return key.equals("id")
                ? reset.path("id").asText()
                : reset.path("attributes").path(key).textValue();
    }

    @Test
    void countsOnEveryPage() {
        int last = (RECORDS + SIZE - 1) / SIZE;
        for (int number : new int[] {1, 40, 41, 42, last - 1, last, last + 1, 1_000_000}) {
            Client.Response response = page("", number);
            assertThat(response.at("/meta/record_count").asInt()).isEqualTo(RECORDS);
            assertThat(response.at("/meta/page_count").asInt()).isEqualTo(last);
            int expected = number > last ? 0 : number == last ? RECORDS - SIZE * (last - 1) : SIZE;
            assertThat(response.at("/data").size()).as("page " + number).isEqualTo(expected);
        }
    }

    /** An index has each order. Otherwise a first page would cost as much as the whole list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer_password_resets: id created_at updated_at reference reference_origin",
                "customers: id email status created_at updated_at reference reference_origin",
                "events: id name created_at updated_at reference reference_origin",
            })
    void noListIsSorted(String list) {
        String type = list.substring(0, list.indexOf(':'));
        // With old statistics, MySQL takes the table for so small that it reads all of it.
        database().rows("ANALYZE TABLE " + type);
        for (String attribute : list.substring(type.length() + 2).split(" ")) {
            for (String sort : List.of(attribute, "-" + attribute)) {
                // The least of several, because background tasks read rows too.
                assertThat(LongStream.generate(() -> rowsReadFor("/api/" + type + query("sort", sort)))
                                .limit(3)
                                .min()
                                .orElseThrow())
                        .as("rows of " + type + " read to sort by " + sort)
                        .isLessThan(RECORDS / 2);
            }
        }
    }

    private long rowsReadFor(String path) {
        long before = rowsRead();
        assertThat(backEnd().get(path).status()).isEqualTo(200);
        return rowsRead() - before;
    }

    /** Rows and entries of indexes. This statement reads a few hundred itself. */
    private long rowsRead() {
        String status = "SHOW GLOBAL STATUS WHERE Variable_name IN"
                + " ('Handler_read_next', 'Handler_read_prev', 'Handler_read_rnd_next')";
        return database().rows(status).stream()
                .mapToLong(row -> Long.parseLong(row.get(1)))
                .sum();
    }
}
