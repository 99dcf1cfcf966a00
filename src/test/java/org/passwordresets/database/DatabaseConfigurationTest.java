package org.passwordresets.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** The keys, defaults and bounds of {@code database.*}. */
class DatabaseConfigurationTest {
    private static DatabaseConfiguration read(Map<String, Object> settings) {
        return Settings.read(DatabaseConfiguration.class, settings);
    }

    @Test
    void theDefaultsKeepAResponseWithinFiveSeconds() {
        assertThat(read(Map.of()))
                .isEqualTo(new DatabaseConfiguration(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(2500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        null,
                        Duration.ofSeconds(1)));
    }

    @Test
    void theOtherTimesFollowFromTheTimeout() {
        DatabaseConfiguration limits = read(Map.of("database.timeout", "4s"));
        assertThat(limits.connectionWait()).isEqualTo(Duration.ofMillis(800));
        assertThat(limits.socketTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(limits.lockWait()).as("Whole seconds").isEqualTo(Duration.ofSeconds(1));
        assertThat(limits.threadWait()).isEqualTo(Duration.ofMillis(1200));
        assertThat(limits.searchWait()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void eachKeyIsRead() {
        assertThat(read(Map.of(
                        "database.timeout", "20s",
                        "database.connection-wait", "1s",
                        "database.connect-timeout", "4s",
                        "database.socket-timeout", "9s",
                        "database.lock-wait", "3s",
                        "database.list-timeout", "5s",
                        "database.searches", "4",
                        "database.probe-timeout", "700ms")))
                .isEqualTo(new DatabaseConfiguration(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        4,
                        Duration.ofMillis(700)));
    }

    @ParameterizedTest
    @CsvSource({
        "database.timeout, 1s, DATABASE_TIMEOUT",
        "database.connection-wait, 100ms, DATABASE_CONNECTION_WAIT",
        "database.connection-wait, 3s, DATABASE_TIMEOUT",
        "database.timeout, 11m, DATABASE_TIMEOUT",
        "database.connect-timeout, 0s, DATABASE_CONNECT_TIMEOUT",
        "database.socket-timeout, -1s, DATABASE_SOCKET_TIMEOUT",
        "database.lock-wait, 500ms, DATABASE_LOCK_WAIT",
        "database.lock-wait, 1500ms, DATABASE_LOCK_WAIT",
        "database.lock-wait, 3s, DATABASE_LOCK_WAIT",
        "database.list-timeout, 3s, DATABASE_LIST_TIMEOUT",
        "database.list-timeout, 1ms, DATABASE_LIST_TIMEOUT",
        "database.searches, 0, DATABASE_SEARCHES",
        "database.probe-timeout, 0s, DATABASE_PROBE_TIMEOUT"
    })
    void whatMakesNoSenseStopsTheStart(String key, String value, String variable) {
        assertThat(Settings.refusal(Map.of(key, value))).contains(variable);
    }

    @Test
    void searchesLeaveConnectionsForTheRest() {
        assertThat(read(Map.of()).searches(10)).isEqualTo(5);
        assertThat(read(Map.of()).searches(1)).isEqualTo(1);
        assertThat(read(Map.of("database.searches", 3)).searches(10)).isEqualTo(3);
        assertThatThrownBy(() -> read(Map.of("database.searches", 10)).searches(10))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DATABASE_SEARCHES");
    }
}
