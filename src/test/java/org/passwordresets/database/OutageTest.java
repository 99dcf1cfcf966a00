package org.passwordresets.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.passwordresets.demo.FragileDatabase;
import org.passwordresets.demo.FreePort;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.Database;
import org.passwordresets.support.OutageLoad;
import org.passwordresets.support.Proof;
import org.passwordresets.support.Race;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/**
 * The database freezes, dies, becomes read-only or has no connection left. Every request gets a response within five seconds,
 * nothing acknowledged is lost, and what needs no database goes on.
 */
@Tag(Proof.TAG)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTest {
    private static final int CLIENTS = 24;
    private static final Duration SOON = Duration.ofMillis(1500);
    private static final Duration HEALTH = Duration.ofMillis(2500);
    private static final Duration BOUND = Duration.ofMillis(6500);

    private FragileDatabase database;
    private StandingServer server;
    private Client backEnd;
    private String customerId;
    private Client signedIn;

    @BeforeAll
    void start() throws Exception {
        database = FragileDatabase.start(Path.of("target", "outage-database").toAbsolutePath());
        server = StandingServer.start(database.settings());
        backEnd = server.client(TestApplications.BACK_END);
        register();
        signIn();
        // The docs are made when they are first read.
        assertThat(Client.plain(server.address()).get("/docs/").status()).isEqualTo(200);
    }

    /** An application in the database, which the server reads before the outage. */
    private void register() {
        Database tables = new Database(server.bean(DataSource.class));
        tables.change("INSERT INTO organizations (id, name, slug, created_at, updated_at)"
                + " VALUES ('CCCCCCCCCC', 'Shop', 'shop', '2026-01-01', '2026-01-01')");
        tables.change("INSERT INTO applications (id, organization_id, name, client_id, secret_digest, kind, mode,"
                + " created_at, updated_at) VALUES ('DDDDDDDDDD', 'CCCCCCCCCC', 'Back end', 'registered',"
                + " UNHEX(SHA2('secret', 256)), 'integration', 'test', '2026-01-01', '2026-01-01')");
        await().until(() -> token("registered", "secret").status() == 200);
    }

    private void signIn() {
        customerId = backEnd.create(
                        "customers", "{\"email\":\"jane@example.com\",\"password\":\"correct horse battery\"}")
                .id();
        signedIn = Client.signedIn(
                server.address(), TestApplications.STOREFRONT, "jane@example.com", "correct horse battery");
        assertThat(signedIn.get("/api/customers/" + customerId).status()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void aFrozenDatabaseHoldsNobodyUp() throws Exception {
        Proof.of("the database freezes", 1, 5).run(round -> {
            OutageLoad load = OutageLoad.start(backEnd, CLIENTS);
            database.freeze();
            try {
                assertTheRestGoesOn();
                TimeUnit.SECONDS.sleep(round == 0 ? 4 : 20);
            } finally {
                database.thaw();
            }
            assertThat(load.awaitCreated(CLIENTS)).isLessThan(Duration.ofSeconds(5));
            load.end("frozen");
            assertThat(load.statuses()).containsKey("503 SERVICE_UNAVAILABLE Retry-After");
            assertThat(awaitHealth(200)).isLessThan(HEALTH);
        });
    }

    @Test
    void aDeadDatabaseHoldsNobodyUp() throws Exception {
        Proof.of("the database is killed", 1, 5).run(round -> {
            OutageLoad load = OutageLoad.start(backEnd, CLIENTS);
            database.kill();
            try {
                assertTheRestGoesOn();
            } finally {
                database.restart();
            }
            assertThat(load.awaitCreated(CLIENTS)).isLessThan(Duration.ofSeconds(5));
            load.end("killed");
            assertThat(load.statuses()).containsKey("503 SERVICE_UNAVAILABLE Retry-After");
            assertThat(awaitHealth(200)).isLessThan(HEALTH);
        });
    }

    /** While the clients of the load wait, others do what needs no database. */
    private void assertTheRestGoesOn() throws InterruptedException {
        Client anybody = Client.plain(server.address());
        assertThat(awaitHealth(503)).isLessThan(HEALTH);
        assertWithin(SOON, 503, () -> anybody.get("/health"));
        assertWithin(SOON, 200, () -> anybody.get("/health/liveness"));
        assertWithin(SOON, 200, () -> anybody.get("/.well-known/jwks.json"));
        assertWithin(SOON, 200, this::token);
        assertWithin(SOON, 200, () -> token("registered", "secret"));
        assertWithin(SOON, 401, () -> token("nobody", "secret"));
        assertWithin(SOON, 200, () -> backEnd.get("/api/organization"));
        assertWithin(SOON, 503, () -> customersGrant("grant_type=password&username=x&password=x"));
        assertWithin(SOON, 503, () -> customersGrant("grant_type=refresh_token&refresh_token=x"));
        assertWithin(SOON, 200, () -> anybody.get("/docs/"));
        assertWithin(SOON, 401, () -> anybody.get("/api/customers"));
        assertWithin(SOON, 404, () -> anybody.get("/api/orders"));
        assertWithin(SOON, 406, () -> backEnd.header("Accept", "text/html").get("/api/customers"));
        assertWithin(SOON, 400, () -> backEnd.get("/api/customers?colour=red"));
        assertWithin(SOON, 503, () -> backEnd.get("/api/customers"));
        // Whether the customer still has access, only the database knows.
        assertWithin(SOON, 503, () -> withRetryAfter(signedIn.get("/api/customers/" + customerId)));
        assertWithin(
                SOON,
                503,
                () -> withRetryAfter(Client.plain(server.address())
                        .header("Authorization", signedIn.header("Authorization"))
                        .get("/oauth/tokeninfo")));
    }

    private static Response withRetryAfter(Response response) {
        assertThat(response.header("Retry-After")).as(response.body()).isNotNull();
        return response;
    }

    @Test
    void aServerThatStartsDuringAnOutageKnowsTheApplicationsOfItsConfiguration() {
        try (StandingServer cold = StandingServer.start(Map.of(
                "datasources.default.url",
                "jdbc:mysql://127.0.0.1:" + FreePort.find() + "/app",
                "datasources.default.initialization-fail-timeout",
                -1,
                "flyway.datasources.default.enabled",
                false))) {
            assertThat(token(cold, TestApplications.BACK_END.clientId(), TestApplications.BACK_END.clientSecret())
                            .status())
                    .isEqualTo(200);
            Response registered = withRetryAfter(token(cold, "registered", "secret"));
            assertThat(registered.status()).isEqualTo(503);
            assertThat(registered.at("/error").asText()).isEqualTo("temporarily_unavailable");
            assertThat(withRetryAfter(cold.client(TestApplications.BACK_END).get("/api/customers"))
                            .status())
                    .isEqualTo(503);
        }
    }

    private Response token() {
        return token(TestApplications.BACK_END.clientId(), TestApplications.BACK_END.clientSecret());
    }

    private Response token(String clientId, String secret) {
        return token(server, clientId, secret);
    }

    private static Response token(StandingServer server, String clientId, String secret) {
        return Client.plain(server.address())
                .header("Content-Type", "application/json")
                .send(
                        "POST",
                        "/oauth/token",
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
                                .formatted(clientId, secret));
    }

    /** What a customer needs the database for. */
    private Response customersGrant(String grant) {
        Response response = Client.plain(server.address())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send(
                        "POST",
                        "/oauth/token",
                        grant + "&client_id=" + TestApplications.STOREFRONT.clientId() + "&client_secret="
                                + TestApplications.STOREFRONT.clientSecret().replace(" ", "+"));
        assertThat(response.at("/error").asText()).as(response.body()).isEqualTo("temporarily_unavailable");
        assertThat(response.at("/errors/0/status").isInt()).isTrue();
        assertThat(response.header("Retry-After")).isNotNull();
        return response;
    }

    private static void assertWithin(Duration longest, int status, Supplier<Response> request) {
        long start = System.nanoTime();
        Response response = request.get();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        assertThat(response.status())
                .as("%s: %s", response.uri(), response.body())
                .isEqualTo(status);
        assertThat(time).as("%s", response.uri()).isLessThan(longest);
    }

    /** What it said at most a second ago, it may say again. */
    private Duration awaitHealth(int status) {
        long start = System.nanoTime();
        await().until(
                        () -> Client.plain(server.address())
                                .get("/health/readiness")
                                .status(),
                        is(status));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void aReadOnlyDatabaseIsReadAndItsConnectionsAreGivenUp() throws Exception {
        Proof.of("the database is read-only", 1, 5).run(round -> {
            OutageLoad load = OutageLoad.start(backEnd, CLIENTS);
            String id = backEnd.create(
                            "customers", "{\"email\":\"%s@example.com\"}".formatted(java.util.UUID.randomUUID()))
                    .id();
            List<Long> before = database.connections();
            database.setReadOnly(true);
            try {
                for (int i = 0; i < 20; i++) {
                    assertWithin(BOUND, 503, () -> backEnd.update("customers", id, "{\"reference\":\"x\"}"));
                    assertWithin(BOUND, 200, () -> backEnd.get("/api/customers/" + id));
                }
                assertWithin(HEALTH, 200, () -> Client.plain(server.address()).get("/health"));
                assertThat(database.connections()).doesNotContainAnyElementsOf(before);
            } finally {
                database.setReadOnly(false);
            }
            assertThat(load.awaitCreated(CLIENTS)).isLessThan(Duration.ofSeconds(5));
            load.end("read-only");
        });
    }

    /** Somebody locks a table: whoever writes to it takes a connection and waits, until no connection is left. */
    @Test
    void aPoolWithoutAConnectionHoldsNobodyUp() throws Exception {
        Proof.of("the pool is exhausted", 1, 5).run(round -> {
            OutageLoad load = OutageLoad.start(backEnd, CLIENTS);
            try (Connection operator = database.operator();
                    Statement statement = operator.createStatement()) {
                statement.execute("LOCK TABLES customers WRITE");
                assertWithin(SOON, 200, this::token);
                assertWithin(BOUND, 503, () -> backEnd.get("/api/customers"));
                assertWithin(HEALTH, 200, () -> Client.plain(server.address()).get("/health"));
                TimeUnit.SECONDS.sleep(6);
            }
            assertThat(load.awaitCreated(CLIENTS)).isLessThan(Duration.ofSeconds(6));
            load.end("exhausted");
        });
    }

    /** Somebody locks one row: the others are served. */
    @Test
    void aLockedRowHoldsUpNobodyElse() throws Exception {
        String locked = customer();
        String free = customer();
        try (Connection operator = database.operator();
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("SELECT * FROM customers WHERE id = '" + locked + "' FOR UPDATE");
            List<Response> responses = Race.of(
                    4,
                    i -> i == 0
                            ? backEnd.update("customers", locked, "{\"reference\":\"x\"}")
                            : backEnd.update("customers", free, "{\"reference\":\"x\"}"));
            assertThat(responses).extracting(Response::status).containsExactly(503, 200, 200, 200);
            operator.rollback();
        }
        assertThat(backEnd.get("/api/customers/" + locked)
                        .attribute("reference")
                        .isNull())
                .isTrue();
    }

    /** Each response comes in time, and all of them together do not. */
    @Test
    void aTransactionOfSlowStatementsEndsInTime() {
        DataSource pool = DelegatingDataSource.unwrapDataSource(server.bean(DataSource.class));
        List<Throwable> failures = new ArrayList<>();
        long start = System.nanoTime();
        Waiting.counted(() -> sleepThreeTimes(pool, failures), Duration.ofSeconds(1), false)
                .run();
        assertThat(failures).extracting(DatabaseFailure::of).containsExactly(DatabaseFailure.CONNECTION_LOST);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(4), BOUND);
    }

    private static void sleepThreeTimes(DataSource pool, List<Throwable> failures) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 3; i++) {
                statement.execute("SELECT SLEEP(2)");
            }
        } catch (SQLException e) {
            failures.add(e);
        }
    }

    private String customer() {
        return backEnd.create("customers", "{\"email\":\"%s@example.com\"}".formatted(java.util.UUID.randomUUID()))
                .id();
    }
}
