package org.passwordresets.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passwordresets.key.SigningKeys;
import org.passwordresets.key.TokenKeys;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.Database;
import org.passwordresets.support.MovableClock;
import org.passwordresets.support.Proof;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/**
 * Two servers change their keys three times, as the Deployment page says, while clients use them: the new key is rolled out, it
 * begins to be used, tokens are re-encrypted, and the old key is removed with the next rollout. The last key is the first one,
 * which the other tests of this database have.
 */
@Tag(Proof.TAG)
class KeyRotationTest {
    private static final Duration USE = Duration.ofMinutes(10);
    private static final int WORKERS = 3;
    private static final String DOMAIN = "@rotation.example.com";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, Object> signingKeys = new HashMap<>();
    private volatile boolean done;
    private Database database;

    /** A server that is not stopped while it handles a request. */
    private record Node(StandingServer server, ReadWriteLock busy) {
        void stop() {
            busy.writeLock().lock();
            server.close();
        }
    }

    @Test
    void noRequestFailsWhileKeysChange() throws Exception {
        List<String> keys =
                List.of(TestApplications.tokenKey(), newTokenKey(), newTokenKey(), TestApplications.tokenKey());
        Proof proof = Proof.of("three rotations of all keys on two servers under load", 1, 20);
        proof.run(round -> {
            Instant start = Instant.now();
            nodes.clear();
            done = false;
            signingKeys.clear();
            for (int change = 1; change < keys.size(); change++) {
                addSigningKey("key" + change, start.plus(USE.multipliedBy(change)));
            }
            rollOut(settings(keys, 1, start), Duration.ZERO);
            ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
            List<Future<Worker>> load = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                load.add(workers.submit(() -> new Worker().work()));
            }
            for (int change = 1; change < keys.size(); change++) {
                if (change > 1) {
                    rollOut(settings(keys, change, start), USE.multipliedBy(change - 1));
                }
                use(change);
            }
            done = true;
            for (Future<Worker> worker : load) {
                worker.get(1, TimeUnit.MINUTES).readsAll();
            }
            workers.shutdown();
            nodes.forEach(Node::stop);
            proof.count("requests", requests.getAndSet(0));
            proof.count("failed requests", failures.size());
        });
        assertThat(failures).isEmpty();
        assertThat(proof.counted("requests")).isGreaterThan(100);
    }

    private void addSigningKey(String name, Instant from) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String key = Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        signingKeys.put("keys.signing." + name + ".key", key);
        signingKeys.put("keys.signing." + name + ".from", from.toString());
    }

    private static String newTokenKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** The older key in its setting, and the newer one with its time: an even older one is gone. */
    private Map<String, Object> settings(List<String> keys, int change, Instant start) {
        Map<String, Object> settings = new HashMap<>(signingKeys);
        settings.put("password-resets.token-key", keys.get(change - 1));
        settings.put("keys.tokens.next.key", keys.get(change));
        settings.put(
                "keys.tokens.next.from", start.plus(USE.multipliedBy(change)).toString());
        return settings;
    }

    /** One server after the other. */
    private void rollOut(Map<String, Object> settings, Duration sinceStart) {
        List<Node> old = List.copyOf(nodes);
        for (int i = 0; i < 2; i++) {
            StandingServer server = StandingServer.start(settings);
            server.bean(MovableClock.class).forward(sinceStart);
            nodes.add(new Node(server, new ReentrantReadWriteLock()));
            if (i < old.size()) {
                nodes.remove(old.get(i));
                old.get(i).stop();
            }
        }
        database = new Database(nodes.get(0).server().bean(DataSource.class));
    }

    /** The time comes at one server before it comes at the other. */
    private void use(int change) throws InterruptedException {
        int before = requests.get();
        String oldKey = newestKey();
        String oldSigningKey = newestSigningKey();
        for (Node node : nodes) {
            awaitRequests(before += 20);
            node.server().bean(MovableClock.class).forward(USE);
        }
        assertThat(newestKey()).as("change %d", change).isNotEqualTo(oldKey);
        assertThat(newestSigningKey()).as("change %d", change).isNotEqualTo(oldSigningKey);
        awaitRequests(before + 20);
        // A request may have begun before the change and end after the first run.
        Awaitility.await().untilAsserted(() -> {
            assertThat(nodes.get(0).server().bean(TokenReencryption.class).run().locked())
                    .isZero();
            assertThat(database.value(
                            "SELECT COUNT(*) FROM customer_password_resets WHERE token_mac IS NOT NULL AND token_key_id = ?"
                                    + " AND customer_email LIKE ?",
                            oldKey,
                            "%" + DOMAIN))
                    .isEqualTo("0");
        });
        awaitRequests(before + 40);
    }

    private String newestKey() {
        return nodes.get(0).server().bean(TokenKeys.class).newest().id();
    }

    private String newestSigningKey() {
        return nodes.get(0).server().bean(SigningKeys.class).newest().id();
    }

    private void awaitRequests(int number) throws InterruptedException {
        for (int i = 0; i < 600 && requests.get() < number && failures.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(failures).isEmpty();
    }

    /** A back end with a customer of its own. */
    private final class Worker {
        private final String email = UUID.randomUUID() + DOMAIN;
        /** Ids of open resets, with their tokens. */
        private final Map<String, String> tokens = new HashMap<>();

        /** The first one stays in use, so that its key must be known until the end. */
        private final List<String> accessTokens = new ArrayList<>();

        Worker work() throws Exception {
            signIn();
            send(201, client -> client.create("customers", "{\"email\":\"" + email + "\"}"));
            for (int round = 0; !done && failures.isEmpty(); round++) {
                create();
                readsAll();
                send(200, client -> client.get("/api/customer_password_resets?page[size]=25"));
                if (round % 3 == 2) {
                    complete();
                }
                if (round % 5 == 4) {
                    signIn();
                }
            }
            return this;
        }

        private void signIn() throws Exception {
            Response response = send(200, client -> client.header("Authorization", null)
                    .header("Content-Type", "application/json")
                    .send("POST", "/oauth/token", TestApplications.BACK_END.clientCredentials()));
            accessTokens.add(response.json().path("access_token").textValue());
        }

        private void create() throws Exception {
            Response created = send(
                    201, client -> client.create("customer_password_resets", "{\"customer_email\":\"" + email + "\"}"));
            tokens.put(created.id(), created.attribute("reset_password_token").textValue());
        }

        private void complete() throws Exception {
            Map.Entry<String, String> reset = tokens.entrySet().iterator().next();
            send(
                    200,
                    client -> client.update(
                            "customer_password_resets",
                            reset.getKey(),
                            "{\"customer_password\":\"a new password\",\"_reset_password_token\":\"" + reset.getValue()
                                    + "\"}"));
            tokens.clear();
        }

        /** Each open reset shows its token, and is found by it. */
        void readsAll() throws Exception {
            for (Map.Entry<String, String> reset : tokens.entrySet()) {
                String id = reset.getKey();
                String token = reset.getValue();
                Response read = send(200, client -> client.get("/api/customer_password_resets/" + id));
                check(token.equals(read.attribute("reset_password_token").textValue()), "shows its token", read);
                Response found = send(
                        200,
                        client -> client.get(
                                "/api/customer_password_resets?filter[q][reset_password_token_eq]=" + token));
                check(id.equals(found.at("/data/0/id").asText()), "is found by its token", found);
            }
        }

        /** The request at any of the servers, with any of the access tokens. */
        private Response send(int status, Function<Client, Response> request) throws Exception {
            Node node = anyNode();
            try {
                Response response = request.apply(Client.plain(node.server().address())
                        .header("Accept", "application/vnd.api+json")
                        .header("Content-Type", "application/vnd.api+json")
                        .header("Authorization", "Bearer " + accessToken()));
                check(response.status() == status, "is a " + status, response);
                return response;
            } finally {
                node.busy().readLock().unlock();
            }
        }

        private String accessToken() {
            return accessTokens.isEmpty() ? "" : accessTokens.get(RANDOM.nextBoolean() ? 0 : accessTokens.size() - 1);
        }

        private void check(boolean holds, String claim, Response response) {
            requests.incrementAndGet();
            if (!holds) {
                failures.add(response.uri() + ": not true that it " + claim + ": " + response.status() + " "
                        + response.body());
            }
        }
    }

    private Node anyNode() {
        while (true) {
            List<Node> all = List.copyOf(nodes);
            Node node = all.get(RANDOM.nextInt(all.size()));
            node.busy().readLock().lock();
            if (nodes.contains(node)) {
                return node;
            }
            node.busy().readLock().unlock();
        }
    }
}
