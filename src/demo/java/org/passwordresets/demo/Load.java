package org.passwordresets.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;

/**
 * Run by {@code make load}: fills the database of {@code make run}, or the one that DATASOURCES_DEFAULT_URL names, with many
 * password resets of the demo organization, to show how the server performs with them.
 */
public final class Load {

    private final DemoSettings settings;
    private final ShutdownSequence shutdown = new ShutdownSequence();

    private Load(DemoSettings settings) {
        this.settings = settings;
    }

    public static void main(String[] arguments) {
        try {
            new Load(DemoSettings.read()).run(count(arguments));
            System.exit(0);
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static int count(String[] arguments) {
        String text = arguments.length == 1 ? arguments[0] : "";
        if (!text.matches("[1-9][0-9]{0,7}")) {
            throw new StartFailure("N must be a number from 1 to 99999999, not " + text);
        }
        return Integer.parseInt(text);
    }

    private void run(int resets) throws Exception {
        long start = System.nanoTime();
        String url = System.getenv("DATASOURCES_DEFAULT_URL");
        if (settings.hasDatabase()) {
            String user = System.getenv("DATASOURCES_DEFAULT_USERNAME");
            load(url, user, System.getenv("DATASOURCES_DEFAULT_PASSWORD"), resets);
        } else {
            EmbeddedDatabase database = startDatabase();
            load(database.url(), database.username(), database.password(), resets);
        }
        System.out.printf("Loaded %,d resets in %d s%n", resets, (System.nanoTime() - start) / 1_000_000_000);
    }

    private EmbeddedDatabase startDatabase() throws Exception {
        Path data = PrivateFiles.createDirectory(settings.data());
        shutdown.start(() -> DirectoryLock.acquire(data));
        return shutdown.start(() -> EmbeddedDatabase.start(data.resolve("database"), 0));
    }

    private static void load(String url, String user, String password, int resets) throws SQLException {
        Flyway.configure()
                .dataSource(url, user, password)
                .loggers("slf4j")
                .load()
                .migrate();
        Properties properties = new Properties();
        properties.put("user", user);
        properties.put("password", password);
        properties.put("rewriteBatchedStatements", "true");
        properties.put("connectionTimeZone", "UTC");
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            connection.setAutoCommit(false);
            new LoadedRows(connection).insert(resets);
        }
    }
}
