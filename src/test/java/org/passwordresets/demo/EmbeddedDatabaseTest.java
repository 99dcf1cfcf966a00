package org.passwordresets.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded database, with real processes: kept data, a directory in use, a process left behind. */
class EmbeddedDatabaseTest {

    /** With a space, and longer than the path of a socket may be: as checkouts are. */
    private final Path directory =
            Path.of("target", "embedded database test", "deep/".repeat(30)).toAbsolutePath();

    @BeforeEach
    void startInAFreshDirectory() throws IOException {
        PrivateFiles.deleteRecursively(directory);
    }

    @AfterEach
    void leavesNoProcessBehind() {
        assertThat(servers()).isEmpty();
    }

    @Test
    void keepsItsDataAndItsPassword() throws SQLException {
        String password;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            password = database.password();
            execute(database, "CREATE TABLE letters (letter char(1))");
            execute(database, "INSERT INTO letters VALUES ('a')");
        }
        assertThat(servers()).isEmpty();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(database.password()).isEqualTo(password).hasSizeGreaterThanOrEqualTo(32);
            assertThat(query(database, "SELECT letter FROM letters")).isEqualTo("a");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            for (String username : List.of("app", "root", "")) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.url(), username, ""))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("Access denied");
            }
            assertThat(permissions(directory)).isEqualTo("rwx------");
            assertThat(permissions(directory.resolve("password"))).isEqualTo("rw-------");
            assertThat(permissions(directory.resolve("init.sql"))).isEqualTo("rw-------");
        }
    }

    @Test
    void isStrictAndInUtc() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(query(database, "SELECT VERSION()")).startsWith("11.4.5-MariaDB");
            assertThat(query(database, "SELECT TIMEDIFF(NOW(), UTC_TIMESTAMP())"))
                    .isEqualTo("00:00:00");
            assertThatThrownBy(() -> execute(database, "SELECT * FROM mysql.global_priv"))
                    .hasMessageContaining("denied");
            execute(database, "CREATE TABLE letters (letter char(1))");
            assertThatThrownBy(() -> execute(database, "INSERT INTO letters VALUES ('ab')"))
                    .hasMessageContaining("too long");
        }
    }

    @Test
    void refusesADirectoryInUse() {
        try (EmbeddedDatabase running = EmbeddedDatabase.start(directory, 0)) {
            assertThat(running.url()).startsWith("jdbc:mysql://127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(directory + " is already in use");
        }
    }

    @Test
    void refusesADirectoryInUseByAnotherProcess() throws Exception {
        Process other = startInAnotherProcess();
        try {
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(directory + " is already in use");
        } finally {
            other.getOutputStream().close();
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void takesCareOfWhatAKilledProcessLeftBehind() throws Exception {
        startInAnotherProcess().destroyForcibly().waitFor();
        List<ProcessHandle> orphans = servers();
        assertThat(orphans).hasSize(1);

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(query(database, "SELECT text FROM notes")).isEqualTo("written by another process");
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            assertThat(servers()).hasSize(1);
        }
    }

    private Process startInAnotherProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.equals(OtherProcess.STARTED)) {
            line = output.readLine();
        }
        assertThat(line).isEqualTo(OtherProcess.STARTED);
        return process;
    }

    /** Runs the database until its standard input ends. */
    static final class OtherProcess {

        static final String STARTED = "started";

        private OtherProcess() {}

        public static void main(String[] arguments) throws Exception {
            try (EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), 0)) {
                execute(database, "CREATE TABLE notes (text varchar(255))");
                execute(database, "INSERT INTO notes VALUES ('written by another process')");
                System.out.println(STARTED);
                System.in.readAllBytes();
            }
        }
    }

    private List<ProcessHandle> servers() {
        return MariaDb.servers(directory.resolve("data"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }
}
