package org.passwordresets.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.DatabaseProxy;
import org.passwordresets.support.DatabaseProxy.Break;
import org.passwordresets.support.ServerTest;

/** A connection that breaks during a write costs the caller nothing: it happens once, and the response says so. */
class LostConnectionTest extends ServerTest {
    private static final String RESETS = "customer_password_resets";
    private static final String CUSTOMERS = "customers";

    @Inject
    private Transactions transactions;

    @Inject
    private CustomerRepository customers;

    private DatabaseProxy proxy;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        String url = properties.getOrDefault("datasources.default.url", System.getenv("DATASOURCES_DEFAULT_URL"));
        proxy = DatabaseProxy.before(url);
        properties.put("datasources.default.url", proxy.url(url));
        properties.put("datasources.default.connection-timeout", "1000");
        return properties;
    }

    @AfterEach
    void untilTheDatabaseIsBack() {
        proxy.reachable();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> backEnd().get("/api/customers").status(), is(200));
    }

    @AfterAll
    void close() throws IOException {
        proxy.close();
    }

    /** A customer with an open reset. */
    private record World(String email, String customer, Response reset) {}

    private World world() {
        String email = email();
        return new World(email, customer(email, null).id(), reset(email));
    }

    /**
     * @param request the write, in a world of its own
     * @param status of the response
     * @param events how often each thing has happened to the world's reset and customer afterwards
     */
    private record Write(String name, Function<World, Response> request, int status, Map<String, Integer> events) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Stream<Write> writes() {
        return Stream.of(
                new Write("create a customer", world -> createCustomer("new-" + world.email()), 201, Map.of()),
                new Write("create a reset", world -> createReset(world.email()), 201, Map.of()),
                new Write(
                        "update a reset",
                        world -> backEnd().update(RESETS, world.reset().id(), "{\"reference\":\"r\"}"),
                        200,
                        Map.of()),
                new Write(
                        "update a customer",
                        world -> backEnd()
                                .update(
                                        CUSTOMERS,
                                        world.customer(),
                                        "{\"password\":\"new password\",\"email\":\"x%s\"}".formatted(world.email())),
                        200,
                        Map.of("customers.create_password", 1)),
                new Write(
                        "complete a reset",
                        world -> complete(backEnd(), world.reset().id(), token(world.reset()), "the new password"),
                        200,
                        Map.of("customers.create_password", 1, RESETS + ".reset_password", 1)),
                new Write(
                        "try a wrong token",
                        world -> complete(backEnd(), world.reset().id(), "aWrongTokenOf20Chars", "the new password"),
                        422,
                        Map.of()),
                new Write(
                        "delete a reset",
                        world -> backEnd()
                                .delete("/api/customer_password_resets/"
                                        + world.reset().id()),
                        204,
                        Map.of(RESETS + ".destroy", 1)),
                new Write(
                        "delete a customer",
                        world -> backEnd().delete("/api/customers/" + world.customer()),
                        204,
                        Map.of(RESETS + ".destroy", 1)));
    }

    private Stream<Arguments> breaks() {
        return Stream.of(Break.values()).flatMap(moment -> writes().map(write -> Arguments.of(moment, write)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("breaks")
    void theWriteHappensOnce(Break moment, Write write) {
        World world = world();
        proxy.breakOnce(moment);
        Response response = write.request().apply(world);
        assertThat(proxy.hasBroken()).isTrue();
        assertThat(response.status()).as(response.body()).isEqualTo(write.status());
        write.events()
                .forEach((name, times) ->
                        assertThat(happened(name, world)).as(name).isEqualTo(times));
        assertThat(database().value("SELECT COUNT(*) FROM customers WHERE email = ?", "new-" + world.email()))
                .isIn("0", write.name().equals("create a customer") ? "1" : "0");
    }

    @ParameterizedTest
    @EnumSource(
            value = Break.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void ofTwoCreatesEachLeavesOneReset(Break moment) {
        World world = world();
        proxy.breakOnce(moment);
        Response created = createReset(world.email());
        assertThat(backEnd()
                        .get("/api/customer_password_resets/" + created.id())
                        .status())
                .isEqualTo(200);
        assertThat(database()
                        .value("SELECT COUNT(*) FROM customer_password_resets WHERE customer_id = ?", world.customer()))
                .isEqualTo("2");
        assertThat(database().value("SELECT COUNT(*) FROM events WHERE resource_id = ?", created.id()))
                .isEqualTo("1");
        assertThat(complete(backEnd(), created.id(), token(created), "the new password")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void whatCannotBeReadBackIsUnknown(Write write) {
        World world = world();
        proxy.breakAll(Break.AFTER_COMMIT);
        Response response = write.request().apply(world);
        assertThat(proxy.hasBroken()).isTrue();
        assertThat(response.errors()).as(response.body()).containsExactly("503 SERVICE_UNAVAILABLE");
        assertThat(response.at("/errors/0/detail").asText()).contains("may or may not");
        assertThat(response.header("Retry-After")).matches("[1-9][0-9]*");
        untilTheDatabaseIsBack();
        write.events()
                .forEach((name, times) -> assertThat(happened(name, world)).isEqualTo(times));
    }

    /** As on a member of a replication group that learns late of what another one has committed. */
    @Test
    void aRefusalMayComeFromItsOwnCommitThatWasSeenLate() {
        String customer = customer(email(), null).id();
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger questions = new AtomicInteger();
        proxy.breakOnce(Break.AFTER_COMMIT);
        String result = transactions.write(
                () -> {
                    customers.lock(customer);
                    if (runs.getAndIncrement() > 0) {
                        throw new IllegalStateException("Somebody was first");
                    }
                    return "done";
                },
                () -> questions.getAndIncrement() > 0);
        assertThat(result).isEqualTo("done");
        assertThat(runs).hasValue(2);
        assertThat(questions).hasValue(2);
    }

    private int happened(String name, World world) {
        return Integer.parseInt(database()
                .value(
                        "SELECT COUNT(*) FROM events WHERE name = ? AND resource_id IN (?, ?)",
                        name,
                        world.customer(),
                        world.reset().id()));
    }

    private Response createReset(String email) {
        return backEnd().create(RESETS, "{\"customer_email\":\"%s\"}".formatted(email));
    }

    private Response createCustomer(String email) {
        return backEnd().create(CUSTOMERS, "{\"email\":\"%s\"}".formatted(email));
    }
}
