package org.passwordresets.stub;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.support.Client;

/** A stub on a free port, as {@code make stub} starts it: without keys and without a database. */
public final class StubServer implements AutoCloseable {
    private final EmbeddedServer server;

    public StubServer(Map<String, Object> settings, String... moreEnvironments) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("micronaut.server.port", "-1");
        List<String> environments = new ArrayList<>(List.of(moreEnvironments));
        environments.add("stub");
        server = ApplicationContext.run(EmbeddedServer.class, all, environments.toArray(String[]::new));
    }

    public URI address() {
        return server.getURI();
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    boolean has(Class<?> type) {
        return server.getApplicationContext().containsBean(type);
    }

    /** With a token, which may be any. */
    public Client client() {
        return Client.plain(address())
                .header("Authorization", "Bearer any")
                .header("Accept", "application/vnd.api+json")
                .header("Content-Type", "application/vnd.api+json");
    }

    @Override
    public void close() {
        server.close();
    }
}
