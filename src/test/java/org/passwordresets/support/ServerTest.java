package org.passwordresets.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.TestInstance;
import org.passwordresets.support.Client.Response;

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
        return settings();
    }

    /** The settings of a server for tests: the tests' database and applications, hashes that cost little, limits that nobody reaches. */
    static Map<String, String> settings() {
        Map<String, String> properties = new HashMap<>(TestDatabase.properties());
        properties.putAll(TestApplications.properties());
        properties.put("micronaut.server.port", "-1");
        for (String limit : List.of("live", "live-burst", "test", "test-burst", "oauth", "resets", "email-changes")) {
            properties.put("rate-limits." + limit, "1000000");
        }
        for (String limit : List.of("account-and-address", "account", "address")) {
            properties.put("rate-limits.sign-in." + limit, "1000000");
        }
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

    /** The same with a new access token, for when the clock has moved. */
    protected Client backEndNow() {
        return Client.withNewToken(server.getURI(), TestApplications.BACK_END);
    }

    /** A storefront in test mode, of the same organization. */
    protected Client storefront() {
        return client(TestApplications.STOREFRONT);
    }

    /** An e-mail address that no other test has. */
    protected static String email() {
        return UUID.randomUUID() + "@example.com";
    }

    /** A new customer who has that password; null makes a guest. */
    protected Response customer(String email, String password) {
        String attributes = password == null
                ? "{\"email\":\"%s\"}".formatted(email)
                : "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        return created(backEnd().create("customers", attributes));
    }

    /** A new reset of that customer. */
    protected Response reset(String email) {
        return created(backEnd().create("customer_password_resets", "{\"customer_email\":\"%s\"}".formatted(email)));
    }

    private static Response created(Response response) {
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return response;
    }

    /** The attempt to complete a reset. */
    protected static Response complete(Client client, String id, String token, String password) {
        return client.update(
                "customer_password_resets",
                id,
                "{\"customer_password\":\"%s\",\"_reset_password_token\":\"%s\"}".formatted(password, token));
    }

    /** The token in the response. */
    protected static String token(Response response) {
        return response.attribute("reset_password_token").textValue();
    }

    /** Looks into the tables. */
    protected Database database() {
        return new Database(dataSource);
    }
}
