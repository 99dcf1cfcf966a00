package org.passwordresets.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.Database;
import org.passwordresets.support.Race;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/** A list that takes long is stopped, and many of them leave the server to the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpensiveListTest {
    private static final int ROWS = 16_384;
    private static final Duration SOON = Duration.ofMillis(1500);

    private StandingServer server;
    private Client backEnd;
    private String marker;
    private String customer;

    @BeforeAll
    void start() {
        server = StandingServer.start(Map.of("database.list-timeout", "500ms"));
        backEnd = server.client(TestApplications.BACK_END);
        marker = UUID.randomUUID().toString();
        fill(new Database(server.bean(DataSource.class)));
    }

    /** Customers whose references are long, each a copy of one made by the API. */
    private void fill(Database database) {
        customer = backEnd.create("customers", "{\"email\":\"%s@example.com\"}".formatted(marker))
                .id();
        database.change(
                "UPDATE customers SET reference = REPEAT('x', 255), reference_origin = ? WHERE id = ?",
                marker,
                customer);
        for (int rows = 1; rows < ROWS; rows *= 2) {
            database.change("""
                    INSERT INTO customers (id, organization_id, mode, email, email_key, status, reference, reference_origin,
                        metadata, created_at, updated_at)
                    SELECT CONCAT(CHAR(65 + FLOOR(RAND() * 26)), SUBSTRING(SHA2(CONCAT(id, ?), 256), 1, 9)), organization_id, mode,
                        CONCAT(?, '-', email), CONCAT(?, '-', email_key), status, reference, reference_origin, metadata,
                        created_at, updated_at
                    FROM customers WHERE reference_origin = ?
                    """, rows, rows, rows, marker);
        }
    }

    @AfterAll
    void stop() {
        new Database(server.bean(DataSource.class)).change("DELETE FROM customers WHERE reference_origin = ?", marker);
        server.close();
    }

    /** No index finds what is somewhere in a text, let alone any of a hundred things. */
    private Response search() {
        String values =
                IntStream.range(0, 100).mapToObj(number -> "y" + number + "z").collect(Collectors.joining(","));
        return backEnd.get("/api/customers?sort=email&" + filter("reference_origin_eq", marker) + "&"
                + filter("reference_cont_any", values));
    }

    private static String filter(String name, String value) {
        return URLEncoder.encode("filter[q][" + name + "]", StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Test
    void aListThatTakesTooLongIsRefused() {
        Response response = search();
        assertThat(response.errors()).containsExactly("400 QUERY_TOO_EXPENSIVE filter[q][reference_cont_any]");
        assertThat(response.at("/errors/0/detail").asText())
                .isEqualTo("The list takes longer than the limit of 0.5 seconds. Narrow it with a filter, such as"
                        + " filter[q][created_at_gteq].");
    }

    @Test
    void manyOfThemHoldUpNobodyElse() throws Exception {
        List<Long> times = new ArrayList<>();
        List<Response> responses = Race.of(30, number -> {
            if (number > 0) {
                return search();
            }
            Response last = null;
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                last = i % 2 == 0 ? backEnd.get("/api/customers/" + customer) : backEnd.get("/api/customers");
                times.add(System.nanoTime() - start);
                assertThat(last.status()).as(last.body()).isEqualTo(200);
            }
            return last;
        });
        assertThat(responses.subList(1, responses.size()))
                .extracting(response -> response.errors().toString())
                .allMatch(
                        error -> error.contains("400 QUERY_TOO_EXPENSIVE") || error.contains("503 SERVICE_UNAVAILABLE"))
                .anyMatch(error -> error.contains("400 QUERY_TOO_EXPENSIVE"));
        assertThat(times)
                .allSatisfy(nanos -> assertThat(Duration.ofNanos(nanos)).isLessThan(SOON));
    }
}
