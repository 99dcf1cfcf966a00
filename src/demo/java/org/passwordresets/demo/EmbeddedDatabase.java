package org.passwordresets.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MariaDB server on 127.0.0.1 with its data in a directory. {@code make run} and the tests use it unless
 * DATASOURCES_DEFAULT_URL names a server. It has the empty database {@code app} and the user {@code app} with a random
 * password.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String NAME = "app";
    private static final String USERNAME = "app";
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 30;
    private static final int MILLISECONDS_BETWEEN_ATTEMPTS = 20;

    private final Path directory;
    private final Path data;
    private final Path log;
    private final DirectoryLock lock;
    private final String password;
    private final int port;
    private final Process process;

    /**
     * Starts the database and returns when it accepts connections. Port 0 means any free port.
     *
     * @throws StartFailure if another process uses the directory, or this platform has no embedded database
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        return start(directory, port, "");
    }

    /** Starts the database with additional statements, one per line. */
    public static EmbeddedDatabase start(Path directory, int port, String statements) {
        Path home = PrivateFiles.createDirectory(directory.toAbsolutePath().normalize());
        DirectoryLock lock = DirectoryLock.acquire(home);
        try {
            return new EmbeddedDatabase(home, port, statements, lock);
        } catch (IOException failure) {
            lock.close();
            throw new UncheckedIOException(failure);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private EmbeddedDatabase(Path directory, int port, String statements, DirectoryLock lock) throws IOException {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.log = directory.resolve("mariadb.log");
        this.lock = lock;
        this.password = PrivateFiles.readOrCreate(directory.resolve("password"), EmbeddedDatabase::randomPassword);
        this.port = port == 0 ? FreePort.find() : port;

        MariaDb mariaDb = MariaDb.unpacked();
        stopWhatAnotherProcessLeftRunning();
        if (!Files.exists(data)) {
            install(mariaDb);
        }
        this.process = serve(mariaDb, statements);
        awaitFirstConnection();
    }

    /** The processor time that it has used. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** We hold the directory's lock, so the process that started these was killed before it could stop them. */
    private void stopWhatAnotherProcessLeftRunning() {
        for (Path served : List.of(data, draft())) {
            for (ProcessHandle orphan : MariaDb.servers(served)) {
                LOG.info(
                        "Stopping the database process {} that a killed server left behind in {}",
                        orphan.pid(),
                        directory);
                stop(orphan);
            }
        }
    }

    /**
     * Installs into a temporary directory and renames it at the end, so that an interrupted install starts again from the
     * beginning.
     */
    private void install(MariaDb mariaDb) throws IOException {
        PrivateFiles.deleteRecursively(draft());
        PrivateFiles.createDirectory(draft());
        Process installer = mariaDb.install(draft(), log);
        try {
            if (!installer.waitFor(START_SECONDS, TimeUnit.SECONDS) || installer.exitValue() != 0) {
                throw new StartFailure(
                        "The embedded database could not be installed; the end of " + log + ":\n" + endOfLog());
            }
        } catch (InterruptedException interruption) {
            throw interrupted();
        } finally {
            installer.destroyForcibly();
        }
        Files.move(draft(), data);
    }

    private Path draft() {
        return directory.resolve("data.new");
    }

    private Process serve(MariaDb mariaDb, String moreStatements) throws IOException {
        Path temporary = PrivateFiles.createDirectory(directory.resolve("tmp"));
        Path statements = directory.resolve("init.sql");
        PrivateFiles.write(statements, initialStatements() + moreStatements);
        return mariaDb.serve(
                data,
                log,
                List.of(
                        "--init-file=" + statements,
                        "--pid-file=" + directory.resolve("mariadb.pid"),
                        "--tmpdir=" + temporary,
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        // No socket: in a deep checkout, its path would exceed the maximum length.
                        "--socket=",
                        // No TLS: generating a certificate takes seconds at each start, and no connection leaves this
                        // machine.
                        "--skip-ssl",
                        "--default-time-zone=+00:00",
                        "--innodb-buffer-pool-load-at-startup=OFF",
                        "--innodb-buffer-pool-dump-at-shutdown=OFF"));
    }

    /** One statement per line, as --init-file requires. Run at each start, so that the password file is always correct. */
    private String initialStatements() {
        return """
                CREATE DATABASE IF NOT EXISTS `%1$s` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
                CREATE OR REPLACE USER '%2$s'@'127.0.0.1' IDENTIFIED BY '%3$s';
                GRANT ALL ON `%1$s`.* TO '%2$s'@'127.0.0.1';
                """.formatted(NAME, USERNAME, password);
    }

    private void awaitFirstConnection() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try {
            while (!responds()) {
                boolean ended = process.waitFor(MILLISECONDS_BETWEEN_ATTEMPTS, TimeUnit.MILLISECONDS);
                if (ended || System.nanoTime() > deadline) {
                    throw new StartFailure(
                            "The embedded database did not start; the end of " + log + ":\n" + endOfLog());
                }
            }
        } catch (InterruptedException interruption) {
            stop(process.toHandle());
            throw interrupted();
        } catch (StartFailure failure) {
            stop(process.toHandle());
            throw failure;
        }
    }

    private boolean responds() {
        Properties properties = new Properties();
        properties.setProperty("user", USERNAME);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "1000");
        properties.setProperty("socketTimeout", "5000");
        try (Connection connection = DriverManager.getConnection(url(), properties)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static StartFailure interrupted() {
        Thread.currentThread().interrupt();
        return new StartFailure("Interrupted while the embedded database was starting");
    }

    public String url() {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + NAME + "?connectionTimeZone=UTC";
    }

    public String username() {
        return USERNAME;
    }

    public String password() {
        return password;
    }

    /** The database's process. */
    ProcessHandle process() {
        return process.toHandle();
    }

    /** Closes the database when this process ends: for tests, because none of them knows that it is the last. */
    public EmbeddedDatabase closeAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "embedded-database-stop"));
        return this;
    }

    /** Stops the database cleanly and waits for it. Calling it again has no effect. */
    @Override
    public void close() {
        stop(process.toHandle());
        lock.close();
    }

    private static void stop(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException failure) {
            LOG.warn("The database process {} did not stop in {} s and is killed", server.pid(), STOP_SECONDS);
            server.destroyForcibly();
        }
    }
}
