package org.passwordresets.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;

/** Writes that meet another session's locks, which the test holds. */
class ConflictTest extends ServerTest {
    private static final String RESETS = "customer_password_resets";
    private static final String CUSTOMERS = "customers";

    /** What makes the test's session too heavy to be chosen for the deadlock's victim. */
    private static final int CHANGED_ROWS = 300;

    private static final int DEAD_RESETS = 30;

    /** A customer with an open reset. */
    private record World(String email, String customer, Response reset) {}

    private World world() {
        String email = email();
        return new World(email, customer(email, null).id(), reset(email));
    }

    /**
     * @param lastLock what the write locks after the customer
     * @param request the write, in a world of its own
     */
    private record Write(String name, String lastLock, Function<World, Response> request, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Stream<Write> writes() {
        String counts = "SELECT records FROM record_counts FOR UPDATE";
        String reset = "SELECT id FROM customer_password_resets WHERE id = '%s' FOR UPDATE";
        return Stream.of(
                new Write(
                        "create a reset",
                        counts,
                        world -> backEnd().create(RESETS, "{\"customer_email\":\"%s\"}".formatted(world.email())),
                        201),
                new Write(
                        "update a customer's e-mail",
                        reset,
                        world -> backEnd()
                                .update(CUSTOMERS, world.customer(), "{\"email\":\"x%s\"}".formatted(world.email())),
                        200),
                new Write(
                        "update a customer's password",
                        counts,
                        world -> backEnd().update(CUSTOMERS, world.customer(), "{\"password\":\"new password\"}"),
                        200),
                new Write(
                        "complete a reset",
                        reset,
                        world -> complete(backEnd(), world.reset().id(), token(world.reset()), "new password"),
                        200),
                new Write(
                        "delete a reset",
                        reset,
                        world -> backEnd()
                                .delete("/api/customer_password_resets/"
                                        + world.reset().id()),
                        204),
                new Write(
                        "delete a customer",
                        counts,
                        world -> backEnd().delete("/api/customers/" + world.customer()),
                        204));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void theVictimOfADeadlockIsRepeated(Write write) throws Exception {
        World world = world();
        try (Connection other = session()) {
            makeHeavy(other);
            lock(other, write.lastLock().formatted(world.reset().id()));
            CompletableFuture<Response> response =
                    CompletableFuture.supplyAsync(() -> write.request().apply(world));
            database().awaitLockWait();
            lock(other, "SELECT id FROM customers WHERE id = '%s' FOR UPDATE".formatted(world.customer()));
            other.rollback();
            assertThat(response.get(30, TimeUnit.SECONDS).status()).isEqualTo(write.status());
        }
    }

    private void makeHeavy(Connection session) throws SQLException {
        try (PreparedStatement insert = session.prepareStatement("INSERT INTO events (id, organization_id, mode, name,"
                + " resource_type, resource_id, metadata, created_at, updated_at)"
                + " VALUES (?, 'HHHHHHHHHH', 'test', 'n', 't', 'HHHHHHHHHH', '{}', NOW(3), NOW(3))")) {
            for (int i = 0; i < CHANGED_ROWS; i++) {
                insert.setString(1, "heavy%05d".formatted(i));
                insert.executeUpdate();
            }
        }
    }

    /**
     * Every other customer, with all its resets, is somebody else's business at the moment. With many dead resets of this
     * customer and few open ones of all, the optimizer would rather find this customer's open ones among those of all.
     */
    @ParameterizedTest
    @MethodSource("writes")
    void noWriteWaitsForAnotherCustomersRows(Write write) throws Exception {
        World world = world();
        for (int i = 0; i < DEAD_RESETS; i++) {
            reset(world.email());
        }
        database()
                .change(
                        "UPDATE customer_password_resets SET token_ciphertext = NULL, token_mac = NULL WHERE id <> ?",
                        world.reset().id());
        World before = world();
        World after = world();
        try (Connection other = session()) {
            // A whole scan at this level keeps only the locks of what it finds; a range would keep that of its end too.
            other.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            lock(other, "SELECT * FROM customers WHERE CONCAT(id) <> '%s' FOR UPDATE".formatted(world.customer()));
            lock(
                    other,
                    "SELECT * FROM customer_password_resets WHERE CONCAT(customer_id) <> '%s' FOR UPDATE"
                            .formatted(world.customer()));
            CompletableFuture<Response> response =
                    CompletableFuture.supplyAsync(() -> write.request().apply(world));
            assertThat(response.get(10, TimeUnit.SECONDS).status()).isEqualTo(write.status());
            other.rollback();
        }
        assertThat(Stream.of(before, after)).allSatisfy(neighbour -> assertThat(
                        complete(backEnd(), neighbour.reset().id(), token(neighbour.reset()), "new password")
                                .status())
                .isEqualTo(200));
    }

    private Connection session() throws SQLException {
        Connection session = DelegatingDataSource.unwrapDataSource(dataSource).getConnection();
        session.setAutoCommit(false);
        return session;
    }

    private static void lock(Connection session, String sql) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.executeQuery().close();
        }
    }
}
