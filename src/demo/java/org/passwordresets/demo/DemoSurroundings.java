package org.passwordresets.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a server needs in the data directory: its database, keys, applications and a customer. */
final class DemoSurroundings {
    static final String HOST = "127.0.0.1";

    private final DemoSettings settings;
    private final List<DemoApplication> applications;
    private final Map<String, Object> properties = new HashMap<>();

    private DemoSurroundings(DemoSettings settings, Path keys) {
        this.settings = settings;
        this.applications = DemoApplication.readOrCreateAll(keys);
        properties.put("micronaut.server.host", HOST);
        properties.put("auth.signing-key", DemoKeys.signingKey(keys));
        properties.put("password-resets.token-key", DemoKeys.tokenKey(keys));
        // The token that the docs fill in is from this server.
        properties.put("docs.try-it-here", true);
        applications.forEach(application -> properties.putAll(application.properties()));
    }

    /** Locks the data directory, and starts the database unless the settings name one. */
    static DemoSurroundings open(DemoSettings settings, ShutdownSequence shutdown) throws Exception {
        Path data = PrivateFiles.createDirectory(settings.data());
        Path keys = PrivateFiles.createDirectory(data.resolve("keys"));
        shutdown.start(() -> DirectoryLock.acquire(data));
        DemoSurroundings surroundings = new DemoSurroundings(settings, keys);
        if (!settings.hasDatabase()) {
            surroundings.use(shutdown.start(() -> EmbeddedDatabase.start(data.resolve("database"), 0)));
        }
        return surroundings;
    }

    private void use(EmbeddedDatabase database) {
        properties.put("datasources.default.url", database.url());
        properties.put("datasources.default.username", database.username());
        properties.put("datasources.default.password", database.password());
    }

    /** The server's configuration for this port, secrets included. */
    Map<String, Object> properties(int port) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("micronaut.server.port", port);
        return all;
    }

    /** When the server listens: creates the customer, writes the file for {@code make token} and prints the instructions. */
    void welcome(URI server) throws IOException, InterruptedException {
        DemoData.addTo(server, applications);
        DemoApplication.writeClients(settings.data(), applications);
        System.out.println(Instructions.text(settings));
    }
}
