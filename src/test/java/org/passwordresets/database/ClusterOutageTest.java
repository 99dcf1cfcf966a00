package org.passwordresets.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.passwordresets.support.OutageLoad;
import org.passwordresets.support.Proof;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/**
 * A member of a MySQL Group Replication group of three is killed, and one freezes. The server finds another that can write;
 * nothing acknowledged is lost. {@code CLUSTER_UP} is a script that starts such a group: it takes a port, the three members
 * listen on the next ones, and {@code MODE} is {@code single} or {@code multi}. {@code cluster-down.sh} beside it ends it.
 */
@Tag(Proof.TAG)
@EnabledIfEnvironmentVariable(named = "CLUSTER_UP", matches = ".+")
class ClusterOutageTest {
    private static final int CLIENTS = 12;
    private static final int MEMBERS = 3;
    private static final Duration FAIL_OVER = Duration.ofSeconds(25);

    @Test
    void oneOfSinglePrimaryIsLost() throws Exception {
        loseMembers("single", 5400);
    }

    @Test
    void oneOfManyPrimariesIsLost() throws Exception {
        loseMembers("multi", 5420);
    }

    private static void loseMembers(String mode, int port) throws Exception {
        script("cluster-up.sh", mode, port);
        try (StandingServer server = StandingServer.start(settings(port))) {
            OutageLoad killed = OutageLoad.start(server.client(TestApplications.BACK_END), CLIENTS);
            int first = busiest(port);
            member(first).destroyForcibly();
            report(mode, killed.awaitCreated(CLIENTS));
            killed.end("member killed, " + mode + "-primary");

            // It comes back as a member that is not the primary, though the URL names it first.
            script("cluster-up.sh", mode, port);
            OutageLoad frozen = OutageLoad.start(server.client(TestApplications.BACK_END), CLIENTS);
            int second = busiest(port);
            assertThat(second).as("No way back before it is needed").isNotEqualTo(first);
            signal("STOP", second);
            try {
                report(mode, frozen.awaitCreated(CLIENTS));
                TimeUnit.SECONDS.sleep(5);
            } finally {
                signal("CONT", second);
            }
            frozen.awaitCreated(CLIENTS * 4);
            frozen.end("member frozen, " + mode + "-primary");
        } finally {
            script("cluster-down.sh", mode, port, "--wipe");
        }
    }

    private static void report(String mode, Duration gap) {
        System.out.printf("proof: %s-primary is written to again after %d ms%n", mode, gap.toMillis());
        assertThat(gap).isLessThan(FAIL_OVER);
    }

    /** As the documentation of a deployment says. */
    private static Map<String, Object> settings(int port) {
        String hosts = IntStream.rangeClosed(1, MEMBERS)
                .mapToObj(member -> "127.0.0.1:" + (port + member))
                .collect(Collectors.joining(","));
        return Map.of(
                "datasources.default.url", "jdbc:mysql://" + hosts + "/app",
                "datasources.default.username", "app",
                "datasources.default.password", "app-secret");
    }

    /** The port of the member that the server is connected to. */
    private static int busiest(int port) {
        return IntStream.rangeClosed(port + 1, port + MEMBERS)
                .boxed()
                .max(Comparator.comparing(ClusterOutageTest::connections))
                .orElseThrow();
    }

    private static int connections(int port) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/app", "app", "app-secret");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM information_schema.processlist")) {
            result.next();
            return result.getInt(1);
        } catch (SQLException gone) {
            return 0;
        }
    }

    private static ProcessHandle member(int port) {
        return ProcessHandle.allProcesses()
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains("--port=" + port))
                .findFirst()
                .orElseThrow();
    }

    private static void signal(String name, int port) throws Exception {
        run(Map.of(), "kill", "-" + name, Long.toString(member(port).pid()));
    }

    private static void script(String name, String mode, int port, String... options) throws Exception {
        Path script = Path.of(System.getenv("CLUSTER_UP")).resolveSibling(name);
        run(
                Map.of("MODE", mode),
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(script.toString(), Integer.toString(port)),
                                java.util.stream.Stream.of(options))
                        .toArray(String[]::new));
    }

    private static void run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/cluster.log")));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES))
                .as(String.join(" ", command))
                .isTrue();
        assertThat(process.exitValue())
                .as("%s: see target/cluster.log", String.join(" ", command))
                .isZero();
    }
}
