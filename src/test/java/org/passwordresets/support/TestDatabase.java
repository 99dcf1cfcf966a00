package org.passwordresets.support;

import java.nio.file.Path;
import java.util.Map;
import org.passwordresets.demo.EmbeddedDatabase;

/** The database of all tests of one JVM: the one that DATASOURCES_DEFAULT_URL names, else an embedded one. */
final class TestDatabase {
    private static Map<String, String> properties;

    private TestDatabase() {}

    static synchronized Map<String, String> properties() {
        if (properties == null) {
            properties = System.getenv("DATASOURCES_DEFAULT_URL") == null ? embedded() : Map.of();
        }
        return properties;
    }

    private static Map<String, String> embedded() {
        EmbeddedDatabase database =
                EmbeddedDatabase.start(Path.of("target/test-database"), 0).closeAtExit();
        return Map.of(
                "datasources.default.url", database.url(),
                "datasources.default.username", database.username(),
                "datasources.default.password", database.password());
    }
}
