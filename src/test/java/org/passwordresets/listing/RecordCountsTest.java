package org.passwordresets.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client;
import org.passwordresets.support.TestApplications;

/** The numbers that are kept instead of counting, after many have created and deleted at the same time. */
class RecordCountsTest extends ListTest {
    private static final int CALLERS = 32;
    private static final String ORGANIZATION = "BBBBBBBBBB";

    private final List<String> tables = List.of("customers", "customer_password_resets", "events");

    /** Other tests do not write to this organization while this runs. */
    private Client otherBackEnd() {
        return client(TestApplications.OTHER_BACK_END);
    }

    @Test
    void equalWhatCountingWouldFind() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> callers = new ArrayList<>();
            IntStream.range(0, CALLERS).forEach(i -> callers.add(executor.submit(() -> createAndDelete())));
            for (Future<?> caller : callers) {
                caller.get();
            }
        } finally {
            executor.shutdown();
        }

        assertThat(tables.stream().map(this::drift)).containsOnly(0L);
        assertThat(otherBackEnd()
                        .get("/api/customer_password_resets")
                        .at("/meta/record_count")
                        .asLong())
                .isEqualTo(rows("customer_password_resets"))
                .isPositive();
    }

    /** Each leaves two resets of a customer; a customer that goes takes two others along. */
    private void createAndDelete() {
        String staying = newCustomer();
        String leaving = newCustomer();
        List<String> resets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            resets.add(newReset(staying));
        }
        newReset(leaving);
        newReset(leaving);
        assertThat(otherBackEnd()
                        .delete("/api/customer_password_resets/" + resets.get(0))
                        .status())
                .isEqualTo(204);
        assertThat(otherBackEnd()
                        .delete("/api/customer_password_resets/" + resets.get(0))
                        .status())
                .isEqualTo(404);
        String id = otherBackEnd()
                .get("/api/customers" + query("filter[q][email_eq]", leaving))
                .at("/data/0/id")
                .asText();
        assertThat(otherBackEnd().delete("/api/customers/" + id).status()).isEqualTo(204);
    }

    private String newCustomer() {
        String email = email();
        Client.Response response = otherBackEnd().create("customers", "{\"email\":\"" + email + "\"}");
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return email;
    }

    private String newReset(String email) {
        Client.Response response =
                otherBackEnd().create("customer_password_resets", "{\"customer_email\":\"" + email + "\"}");
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return response.id();
    }

    private long rows(String table) {
        return Long.parseLong(database()
                .value("SELECT COUNT(*) FROM " + table + " WHERE organization_id = ? AND mode = 'test'", ORGANIZATION));
    }

    /** How far the kept number is off. */
    private long drift(String table) {
        long kept = Long.parseLong(database().value("""
                        SELECT COALESCE(SUM(records), 0) FROM record_counts
                        WHERE table_name = ? AND organization_id = ? AND mode = 'test'
                        """, table, ORGANIZATION));
        return kept - rows(table);
    }
}
