package org.passwordresets.stub.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;
import org.passwordresets.support.RawExchange;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/** Our own server keeps its contract, as the proxy in front of it sees it; each departure would be a 500. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxiedServerTest {
    private StandingServer server;
    private Client backEnd;
    private StubServer proxy;

    @BeforeAll
    void start() {
        server = StandingServer.start();
        backEnd = server.client(TestApplications.BACK_END);
        proxy = new StubServer(Map.of("stub.target", server.address().toString(), "stub.errors", true));
        for (int i = 0; i < 5; i++) {
            String email = email();
            backEnd.create("customers", "{\"email\":\"%s\"}".formatted(email));
            backEnd.create("customer_password_resets", "{\"customer_email\":\"%s\"}".formatted(email));
        }
    }

    @AfterAll
    void stop() {
        proxy.close();
        server.close();
    }

    private static String email() {
        return UUID.randomUUID() + "@example.com";
    }

    private RawExchange get(String target, String method, String encoding) {
        return RawExchange.send(
                proxy.address(), """
                %s %s HTTP/1.1
                Host: 127.0.0.1
                Connection: close
                Authorization: %s
                Accept-Encoding: %s

                """.formatted(method, target, backEnd.header("Authorization"), encoding));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "identity"})
    void mayCompress(String encoding) {
        RawExchange list = get("/api/customer_password_resets?include=customer,events", "GET", encoding);
        assertThat(list.status()).as(list.text()).isEqualTo(200);
        assertThat(list.header("Content-Encoding")).hasSize(encoding.equals("identity") ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/customers?fields[customers]=email",
                "/api/customers?fields[customers]=id",
                "/api/customers?fields[customers]=&include=",
                "/api/customer_password_resets?fields[customer_password_resets]=reference,customer",
                "/api/customer_password_resets?include=customer,events&fields[customers]=email&fields[events]=name",
                "/api/events?page[size]=1&fields[events]=name"
            })
    void maySendLessWhereLessIsAskedFor(String target) {
        assertThat(get(target, "GET", "gzip").status()).isEqualTo(200);
        assertThat(get(target, "HEAD", "gzip").status()).isEqualTo(200);
        assertThat(get(target, "OPTIONS", "gzip").header("Allow")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/tokeninfo", "/.well-known/jwks.json", "/.well-known/oauth-authorization-server"})
    void mayBeOutsideJsonApi(String target) {
        assertThat(get(target, "GET", "gzip").status()).isEqualTo(200);
    }

    @Test
    void issuesTokens() {
        Client through = Client.plain(proxy.address()).header("Content-Type", "application/json");
        assertThat(through.send("POST", "/oauth/token", TestApplications.BACK_END.clientCredentials())
                        .status())
                .isEqualTo(200);
        assertThat(through.send("POST", "/oauth/token", "{\"grant_type\":\"client_credentials\",\"client_id\":\"x\"}")
                        .at("/error")
                        .asText())
                .isEqualTo("invalid_client");
        assertThat(through.send("POST", "/oauth/revoke", "{}").at("/error").asText())
                .isEqualTo("invalid_request");
    }

    @Test
    void createsAndDeletes() {
        Client through = Client.plain(proxy.address())
                .header("Authorization", backEnd.header("Authorization"))
                .header("Content-Type", "application/vnd.api+json");
        Client.Response created = through.create("customers", "{\"email\":\"%s\"}".formatted(email()));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(server.address() + "/api/customers/" + created.id());
        assertThat(through.delete("/api/customers/" + created.id()).status()).isEqualTo(204);
        assertThat(through.get("/api/customers/" + created.id()).status()).isEqualTo(404);
    }
}
