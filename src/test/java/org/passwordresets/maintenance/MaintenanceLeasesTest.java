package org.passwordresets.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.passwordresets.database.Transactions;
import org.passwordresets.resource.Identifier;
import org.passwordresets.support.Proof;
import org.passwordresets.support.StandingServer;

/** Two servers on one database: a task is one server's at a time, and a dead server's task goes to the other. */
@Tag(Proof.TAG)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaintenanceLeasesTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration LATER = Duration.ofHours(1);
    private static final Map<String, Object> SHORT_LEASES = Map.of("maintenance.lease", "1s");

    private StandingServer one;
    private StandingServer other;
    private String task;

    @BeforeAll
    void startServers() {
        one = StandingServer.start(SHORT_LEASES);
        other = StandingServer.start(SHORT_LEASES);
    }

    @AfterAll
    void stopServers() {
        one.close();
        other.close();
    }

    @BeforeEach
    void chooseATask() {
        task = "test-" + Identifier.random();
    }

    private static MaintenanceLeases leases(StandingServer server) {
        return server.bean(MaintenanceLeases.class);
    }

    private Optional<Lease> acquire(StandingServer server, Duration interval) {
        return leases(server).acquire(task, interval);
    }

    @Test
    void ofManyWhoTryAtTheSameTimeOneGetsIt() throws Exception {
        Proof.of("servers that compete for a lease", 20, 500).run(round -> {
            chooseATask();
            assertThat(acquiredAtOnce()).isEqualTo(1);
        });
    }

    /** One server does not compete with itself: each of its tasks has one thread. */
    private int acquiredAtOnce() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> attempts = new ArrayList<>();
            for (StandingServer server : List.of(one, other)) {
                attempts.add(executor.submit(() -> {
                    start.await();
                    return acquire(server, LATER).isPresent();
                }));
            }
            int acquired = 0;
            for (Future<Boolean> attempt : attempts) {
                acquired += attempt.get() ? 1 : 0;
            }
            return acquired;
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void isDueAgainOnlyAfterTheInterval() {
        assertThat(acquire(one, LATER)).isPresent();
        leases(one).finish(task, 7);
        assertThat(acquire(one, LATER)).isEmpty();
        assertThat(acquire(other, LATER)).isEmpty();
        assertThat(awaitLease(other, AT_ONCE)).isNotNull();
    }

    @Test
    void isDueAtOnceAfterAFailure() {
        assertThat(acquire(one, LATER)).isPresent();
        leases(one).giveBack(task);
        assertThat(acquire(other, LATER)).isPresent();
    }

    @Test
    void aDeadServersTaskIsTakenOver() {
        Lease suspended = acquire(one, LATER).orElseThrow();
        assertThat(acquire(other, LATER)).as("Not before the lease ends").isEmpty();

        Lease successor = awaitLease(other, LATER);

        assertThatThrownBy(() -> keep(one, suspended)).isInstanceOf(Lease.LeaseLostException.class);
        keep(other, successor);
        leases(one).finish(task, 1);
        assertThat(acquire(one, LATER)).as("It cannot end what is the other's").isEmpty();
        keep(other, successor);
    }

    @Test
    void whoGoesOnKeepsIt() throws InterruptedException {
        Lease lease = acquire(one, LATER).orElseThrow();
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (System.nanoTime() < end) {
            keep(one, lease);
            assertThat(acquire(other, LATER)).isEmpty();
            Thread.sleep(100);
        }
    }

    private static void keep(StandingServer server, Lease lease) {
        server.bean(Transactions.class).write(() -> {
            lease.keep();
            return null;
        });
    }

    private Lease awaitLease(StandingServer server, Duration interval) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> acquire(server, interval), Optional::isPresent)
                .orElseThrow();
    }
}
