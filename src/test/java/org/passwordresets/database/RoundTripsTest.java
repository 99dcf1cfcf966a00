package org.passwordresets.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.ServerTest;

/**
 * How many statements a request costs that comes alone. Each is a round trip. The counts are means, because the pool's
 * connections switch between reads and transactions at first, and background tasks send statements too.
 */
class RoundTripsTest extends ServerTest {
    private static final int REQUESTS = 20;

    private String email;

    @BeforeEach
    void createCustomer() {
        email = email();
        customer(email, null);
    }

    @Test
    void aReadByIdIsOne() {
        String id = reset(email).id();
        assertThat(statements(() -> backEnd().get("/api/customer_password_resets/" + id)))
                .isBetween(1.0, 1.5);
    }

    @Test
    void aPageIsOne() {
        assertThat(statements(() -> backEnd().get("/api/customer_password_resets")))
                .isBetween(1.0, 1.5);
    }

    /** The customer, the reset, its event store, its event, the counts, and COMMIT. */
    @Test
    void aCreateIsSix() {
        assertThat(statements(() -> reset(email))).isBetween(6.0, 6.5);
    }

    private double statements(Runnable request) {
        request.run();
        long before = statementsSoFar();
        for (int i = 0; i < REQUESTS; i++) {
            request.run();
        }
        return (statementsSoFar() - before - 1) / (double) REQUESTS;
    }

    private long statementsSoFar() {
        return Long.parseLong(
                database().rows("SHOW GLOBAL STATUS LIKE 'Questions'").get(0).get(1));
    }
}
