package org.passwordresets.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.StandingServer;

/** A server that was suspended until another took over its lease deletes nothing more. */
class SuspendedServerTest extends ServerTest {
    private static final String TASK = "retention-customer_password_resets";
    private static final Map<String, Object> SETTINGS =
            Map.of("retention.password-resets", "1h", "maintenance.check-interval", "1h", "maintenance.lease", "1s");

    @Test
    void deletesNothing() {
        String email = email();
        customer(email, null);
        String reset = reset(email).id();
        database().change("""
                UPDATE customer_password_resets SET created_at = '2018-01-01', expires_at = '2018-01-01' WHERE id = ?
                """, reset);
        try (StandingServer suspended = StandingServer.start(SETTINGS);
                StandingServer successor = StandingServer.start(SETTINGS)) {
            MaintenanceTask purge =
                    suspended.bean(ApplicationContext.class).getBeansOfType(MaintenanceTask.class).stream()
                            .filter(task -> task.name().equals(TASK))
                            .findFirst()
                            .orElseThrow();
            Lease lease = awaitLease(suspended);
            awaitLease(successor);

            assertThatThrownBy(() -> purge.run(lease)).isInstanceOf(Lease.LeaseLostException.class);
            assertThat(backEnd().get("/api/customer_password_resets/" + reset).status())
                    .isEqualTo(200);
        } finally {
            database().change("DELETE FROM maintenance_leases WHERE task = ?", TASK);
        }
    }

    private static Lease awaitLease(StandingServer server) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> server.bean(MaintenanceLeases.class).acquire(TASK, Duration.ofMillis(1)),
                        Optional::isPresent)
                .orElseThrow();
    }
}
