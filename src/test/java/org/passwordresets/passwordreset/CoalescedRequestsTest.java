package org.passwordresets.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.Race;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;

/** Requests that travel to the database together: each response belongs to its request. */
class CoalescedRequestsTest extends ServerTest {
    private static final String RESETS = "customer_password_resets";
    private static final int REQUESTS = 48;
    private static final int MORE_THAN_CONNECTIONS = 12;

    /** Both organizations, and both modes of one, have a customer with this address. */
    @Test
    void eachCreatesForItsOwnOrganizationAndMode() throws Exception {
        String email = email();
        List<Client> clients = List.of(
                client(TestApplications.BACK_END),
                client(TestApplications.LIVE_BACK_END),
                client(TestApplications.OTHER_BACK_END));
        List<String> customers = clients.stream()
                .map(client -> client.create("customers", "{\"email\":\"%s\"}".formatted(email))
                        .id())
                .toList();
        List<Response> responses = Race.of(REQUESTS, i -> create(clients.get(i % 3), email, "r" + i));
        for (int i = 0; i < REQUESTS; i++) {
            Response created = responses.get(i);
            assertThat(created.status()).as(created.body()).isEqualTo(201);
            assertThat(created.attribute("reference").asText()).isEqualTo("r" + i);
            assertThat(database().value("SELECT customer_id FROM customer_password_resets WHERE id = ?", created.id()))
                    .isEqualTo(customers.get(i % 3));
            assertThat(database().value("SELECT COUNT(*) FROM events WHERE resource_id = ?", created.id()))
                    .isEqualTo("1");
        }
    }

    @Test
    void eachReadsOnlyItsOwnOrganizationAndMode() throws Exception {
        String email = email();
        customer(email, null);
        List<String> ids =
                IntStream.range(0, 4).mapToObj(i -> reset(email).id()).toList();
        List<Client> clients = List.of(
                client(TestApplications.BACK_END),
                client(TestApplications.LIVE_BACK_END),
                client(TestApplications.OTHER_BACK_END));
        List<Response> responses = Race.of(
                REQUESTS, i -> clients.get(i % 3).get("/api/customer_password_resets/" + ids.get(i % ids.size())));
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(responses.get(i).status()).isEqualTo(i % 3 == 0 ? 200 : 404);
            if (i % 3 == 0) {
                assertThat(responses.get(i).id()).isEqualTo(ids.get(i % ids.size()));
            }
        }
    }

    @Test
    void anUnknownCustomerFailsOnlyItsOwnRequest() throws Exception {
        String email = email();
        customer(email, null);
        List<Response> responses = Race.of(REQUESTS, i -> create(backEnd(), i % 3 == 0 ? "x" + email : email, "r" + i));
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(responses.get(i).status()).isEqualTo(i % 3 == 0 ? 422 : 201);
        }
    }

    @Test
    void aReadSeesWhatWasAcknowledgedBeforeItBegan() throws Exception {
        String email = email();
        customer(email, null);
        List<Response> responses = Race.of(REQUESTS, i -> {
            Response created = create(backEnd(), email, "r" + i);
            return backEnd().get("/api/customer_password_resets/" + created.id());
        });
        assertThat(responses).extracting(Response::status).containsOnly(200);
    }

    @Test
    void aLockedCustomerHoldsUpOnlyItsOwnRequests() throws Exception {
        String locked = email();
        String free = email();
        String lockedId = customer(locked, null).id();
        customer(free, null);
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
        try (Connection other =
                DelegatingDataSource.unwrapDataSource(dataSource).getConnection()) {
            other.setAutoCommit(false);
            try (PreparedStatement lock = other.prepareStatement("SELECT id FROM customers WHERE id = ? FOR UPDATE")) {
                lock.setString(1, lockedId);
                lock.executeQuery().close();
            }
            List<CompletableFuture<Response>> waiting = new ArrayList<>();
            for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
                waiting.add(CompletableFuture.supplyAsync(() -> create(backEnd(), locked, "r"), threads));
            }
            database().awaitLockWait();
            assertThat(Race.of(REQUESTS / 4, i -> create(backEnd(), free, "r")))
                    .extracting(Response::status)
                    .containsOnly(201);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            other.rollback();
            for (CompletableFuture<Response> response : waiting) {
                assertThat(response.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Response create(Client client, String email, String reference) {
        return client.create(RESETS, "{\"customer_email\":\"%s\",\"reference\":\"%s\"}".formatted(email, reference));
    }
}
