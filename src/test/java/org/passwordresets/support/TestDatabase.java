package org.passwordresets.support;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.passwordresets.demo.EmbeddedDatabase;

/** The database of all tests of one JVM: the one that DATASOURCES_DEFAULT_URL names, else an embedded one. */
public final class TestDatabase {
    private static Map<String, String> properties;

    private TestDatabase() {}

    static synchronized Map<String, String> properties() {
        if (properties == null) {
            properties = System.getenv("DATASOURCES_DEFAULT_URL") == null ? embedded() : Map.of();
        }
        return properties;
    }

    /** The same, as the environment variables of a server that is a process of its own. */
    public static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        for (String name : List.of("url", "username", "password")) {
            String variable = "DATASOURCES_DEFAULT_" + name.toUpperCase(Locale.ROOT);
            environment.put(
                    variable, properties().getOrDefault("datasources.default." + name, System.getenv(variable)));
        }
        return environment;
    }

    private static Map<String, String> embedded() {
        EmbeddedDatabase database =
                EmbeddedDatabase.start(Path.of("target/test-database"), 0).closeAtExit();
        empty(database);
        return Map.of(
                "datasources.default.url", database.url(),
                "datasources.default.username", database.username(),
                "datasources.default.password", database.password());
    }

    /** What an earlier run left may be of another schema than today's. */
    private static void empty(EmbeddedDatabase database) {
        try (Connection connection =
                        DriverManager.getConnection(database.url(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            String name = connection.getCatalog();
            statement.execute("DROP DATABASE " + name);
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
