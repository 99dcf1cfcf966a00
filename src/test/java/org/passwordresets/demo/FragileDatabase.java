package org.passwordresets.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** An embedded database to which things can happen. */
public final class FragileDatabase implements AutoCloseable {
    /** May do all that an operator may. */
    private static final String OPERATOR = "operator";

    private final Path directory;
    private EmbeddedDatabase database;
    private final int port;

    private FragileDatabase(Path directory) {
        this.directory = directory;
        this.database = start(0);
        this.port = Integer.parseInt(database.url().replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    /** Starts an empty one in that directory. */
    public static FragileDatabase start(Path directory) throws IOException {
        PrivateFiles.deleteRecursively(directory);
        return new FragileDatabase(directory);
    }

    private EmbeddedDatabase start(int port) {
        return EmbeddedDatabase.start(directory, port, """
                CREATE OR REPLACE USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%1$s';
                GRANT ALL ON *.* TO '%1$s'@'127.0.0.1';
                """.formatted(OPERATOR));
    }

    /** The settings of a server that uses it. */
    public Map<String, Object> settings() {
        return Map.of(
                "datasources.default.url", database.url(),
                "datasources.default.username", database.username(),
                "datasources.default.password", database.password());
    }

    /** Its process stops, and with it every response; the system still accepts connections for it. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder(
                            "kill", "-" + name, Long.toString(database.process().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        database.process().destroyForcibly();
        database.process().onExit().join();
        database.close();
    }

    /** After a kill: on the same port, with the same data. */
    public void restart() {
        database = start(port);
    }

    /** As a fail-over leaves the old primary. */
    public void setReadOnly(boolean readOnly) throws SQLException {
        try (Connection connection = operator();
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL read_only = " + (readOnly ? "ON" : "OFF"));
        }
    }

    /** The ids of the server's connections. */
    public List<Long> connections() throws SQLException {
        TreeSet<Long> ids = new TreeSet<>();
        try (Connection connection = operator();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT id FROM information_schema.processlist WHERE user = '" + database.username() + "'")) {
            while (result.next()) {
                ids.add(result.getLong(1));
            }
        }
        return List.copyOf(ids);
    }

    /** A connection of an operator's, for which there are no limits. */
    public Connection operator() throws SQLException {
        return DriverManager.getConnection(database.url(), OPERATOR, OPERATOR);
    }

    @Override
    public void close() {
        thaw();
        database.close();
    }
}
