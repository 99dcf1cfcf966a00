package org.passwordresets.support;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A whole server for tests that JUnit's extensions do not reach. */
public final class StandingServer implements AutoCloseable {
    private final EmbeddedServer server;

    private StandingServer(EmbeddedServer server) {
        this.server = server;
    }

    /** Starts it, with the database of all tests. */
    public static StandingServer start() {
        return start(Map.of());
    }

    /** The same, with these settings besides. */
    public static StandingServer start(Map<String, Object> settings) {
        Map<String, Object> properties = new HashMap<>(ServerTest.settings());
        properties.putAll(settings);
        return new StandingServer(ApplicationContext.run(EmbeddedServer.class, properties, "story"));
    }

    /** A client with the token of one of the {@link TestApplications}. */
    public Client client(TestApplications application) {
        return Client.of(address(), application);
    }

    /** Where it listens; on this machine, where it listens everywhere. */
    public URI address() {
        return server.getHost().contains(":") ? URI.create("http://127.0.0.1:" + server.getPort()) : server.getURI();
    }

    /** All of its beans of that type. */
    public <T> Collection<T> beans(Class<T> type) {
        return server.getApplicationContext().getBeansOfType(type);
    }

    /** One of its beans. */
    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    @Override
    public void close() {
        server.close();
    }
}
