package org.passwordresets.support;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.TestInstance;

/** A test that talks to the whole server over HTTP, with a real database behind it. */
@MicronautTest(transactional = false, environments = "story")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServerTest implements TestPropertyProvider {
    @Inject
    protected EmbeddedServer server;

    @Inject
    protected DataSource dataSource;

    @Inject
    protected MovableClock clock;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = new HashMap<>(TestDatabase.properties());
        properties.putAll(TestApplications.properties());
        properties.put("micronaut.server.port", "-1");
        properties.put("rate-limits.enabled", "false");
        properties.put("passwords.memory", "64");
        properties.put("passwords.iterations", "1");
        return properties;
    }

    /** A client with the token of one of the {@link TestApplications}. */
    protected Client client(TestApplications application) {
        return Client.of(server.getURI(), application);
    }

    /** A back end in test mode: what most stories need. */
    protected Client backEnd() {
        return client(TestApplications.BACK_END);
    }

    /** A back end of an organization that is this story's own, so that it can count. */
    protected Database database() {
        return new Database(dataSource);
    }
}
