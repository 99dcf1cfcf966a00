package org.passwordresets.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.LogCapture;
import org.passwordresets.support.RedisServer;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/** Two servers share the counts of their rate limits in one Redis, and go on by themselves while it is away. */
class SharedLimitsTest {
    private static final int LIMIT = 40;
    private static final int RESETS = 3;
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);
    private static final String LIMITED = "429";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    private static RedisServer redis;
    private static LogCapture log;
    private static final List<StandingServer> SERVERS = new ArrayList<>();

    /** The first server starts before Redis does. */
    @BeforeAll
    static void start() {
        Optional<RedisServer> installed = RedisServer.installed();
        assumeTrue(installed.isPresent(), "redis-server is not installed");
        redis = installed.get();
        log = new LogCapture();
        SERVERS.add(server());
        assertThat(health(SERVERS.get(0))).isEqualTo("UP");
        redis.start();
        SERVERS.add(server());
    }

    private static StandingServer server() {
        return StandingServer.start(Map.of(
                "redis.uri",
                redis.uri(),
                "redis.timeout",
                "500ms",
                "network.trusted-proxies",
                "127.0.0.1",
                "rate-limits.interval",
                "10m",
                "rate-limits.test",
                LIMIT,
                "rate-limits.resets",
                RESETS,
                "rate-limits.sign-in.account-and-address",
                5));
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(StandingServer::close);
        if (redis != null) {
            redis.close();
            log.close();
        }
    }

    @BeforeEach
    void shared() {
        awaitShared(true);
    }

    private static void awaitShared(boolean isShared) {
        await().atMost(MAX_WAIT).until(() -> SERVERS.stream()
                .allMatch(server -> server.bean(SharedCounts.class).areAvailable() == isShared));
    }

    private static String health(StandingServer server) {
        return Client.plain(server.address()).get("/health").at("/status").asText();
    }

    /** A shopper whom nobody has counted yet. */
    private static Map<StandingServer, Client> shopper() {
        String address = "2001:db8:%s::1".formatted(UUID.randomUUID().toString().substring(9, 13));
        return SERVERS.stream()
                .collect(Collectors.toMap(server -> server, server -> server.client(TestApplications.STOREFRONT)
                        .header("X-Forwarded-For", address)));
    }

    /** How often each status was received when the shopper sends so many requests, all at once, to these servers in turn. */
    private static Map<String, Long> send(
            int requests, Map<StandingServer, Client> shopper, List<StandingServer> servers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Response>> responses = IntStream.range(0, requests)
                    .mapToObj(i -> threads.submit(
                            () -> shopper.get(servers.get(i % servers.size())).get("/api/customers")))
                    .toList();
            List<String> statuses = new ArrayList<>();
            for (Future<Response> response : responses) {
                statuses.add(Integer.toString(response.get().status()));
            }
            return statuses.stream().collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void twoServersAllowNoMoreThanOne() throws Exception {
        assertThat(send(2 * LIMIT, shopper(), SERVERS)).containsEntry(LIMITED, (long) LIMIT);
    }

    @Test
    void tellsWhatIsLeftOnEitherServer() {
        Map<StandingServer, Client> shopper = shopper();
        for (int i = 1; i <= 4; i++) {
            Response response = shopper.get(SERVERS.get(i % 2)).get("/api/customers");
            assertThat(response.header("X-Ratelimit-Remaining")).isEqualTo(Integer.toString(LIMIT - i));
        }
    }

    @Test
    void storesNoAddressInTheClearAndNothingForever() throws Exception {
        send(1, shopper(), SERVERS);
        RedisClient client = RedisClient.create(redis.uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> commands = connection.sync();
            List<String> keys = commands.keys("*");
            assertThat(keys)
                    .isNotEmpty()
                    .allMatch(Pattern.compile("password-resets:limit:[0-9A-Za-z_-]{22}")
                            .asMatchPredicate())
                    .allSatisfy(key -> assertThat(commands.pttl(key)).isPositive());
        } finally {
            client.shutdown();
        }
    }

    @Test
    void limitsResetsOfACustomerOnBothServersAndOfAnAddressWithoutACustomer() {
        String email = UUID.randomUUID() + "@example.com";
        backEnd(0).create("customers", "{\"email\":\"%s\"}".formatted(email));
        assertThat(requestResets(email)).containsExactly("201", "201", "201", "429 TOO_MANY_REQUESTS");
        assertThat(requestResets("nobody-" + email))
                .containsExactly(
                        "422 VALIDATION_ERROR /data/attributes/customer_email not_found",
                        "422 VALIDATION_ERROR /data/attributes/customer_email not_found",
                        "422 VALIDATION_ERROR /data/attributes/customer_email not_found",
                        "429 TOO_MANY_REQUESTS");
    }

    private static List<String> requestResets(String email) {
        return IntStream.rangeClosed(0, RESETS)
                .mapToObj(i ->
                        backEnd(i).create("customer_password_resets", "{\"customer_email\":\"%s\"}".formatted(email)))
                .map(response -> response.errors().isEmpty()
                        ? Integer.toString(response.status())
                        : String.join(", ", response.errors()))
                .toList();
    }

    private static Client backEnd(int number) {
        return SERVERS.get(number % 2).client(TestApplications.LIVE_BACK_END);
    }

    @Test
    void limitsSignInsOnBothServers() {
        Account account = Account.of("AAAAAAAAAA", Mode.TEST, UUID.randomUUID() + "@example.com");
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(i, account, false)).isEqualTo("wrong");
        }
        assertThat(signIn(0, account, true)).isEqualTo("refused");
        assertThat(signIn(1, account, true)).isEqualTo("refused");
        SERVERS.get(0).bean(SignInAttempts.class).trust(account, "192.0.2.1");
        await().atMost(MAX_WAIT).until(() -> signIn(1, account, true).equals("in"));
    }

    private static String signIn(int server, Account account, boolean isRight) {
        try {
            return SERVERS.get(server % 2)
                    .bean(SignInAttempts.class)
                    .attempt(account, "192.0.2.1", () -> Optional.of("in").filter(name -> isRight))
                    .orElse("wrong");
        } catch (SignInAttempts.Refused refusal) {
            return "refused";
        }
    }

    /** Each server then has the whole limit for itself. */
    @Test
    void goesOnWithoutRedisAndSharesAgainWhenItIsBack() throws Exception {
        Map<StandingServer, Client> shopper = shopper();
        send(LIMIT / 2, shopper, SERVERS);
        long warnings = warnings();

        redis.stop();
        assertThat(send(2 * LIMIT, shopper, SERVERS).keySet()).doesNotContain("500", "503");
        awaitShared(false);
        for (StandingServer server : SERVERS) {
            assertThat(send(2 * LIMIT, shopper(), List.of(server))).containsEntry(LIMITED, (long) LIMIT);
            assertThat(health(server)).isEqualTo("UP");
        }
        assertThat(warnings()).as("one for each server").isEqualTo(warnings + 2);

        redis.start();
        awaitShared(true);
        assertThat(send(2 * LIMIT, shopper(), SERVERS)).containsEntry(LIMITED, (long) LIMIT);
        assertThat(log.text()).doesNotContain(RedisServer.PASSWORD);
    }

    /** A certificate that the JVM does not trust is refused, again and again, with one warning. */
    @Test
    void talksTlsToARedisWithATrustedCertificateOnly(@TempDir Path directory) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "needs openssl");
        long before = warnings();
        try (RedisServer tls = redis.overTls(directory)) {
            tls.start();
            try (StandingServer server =
                    StandingServer.start(Map.of("redis.uri", tls.uri(), "rate-limits.test", LIMIT))) {
                await().atMost(MAX_WAIT).until(() -> warnings() > before);
                Client backEnd = server.client(TestApplications.BACK_END);
                assertThat(backEnd.get("/api/customers").status()).isEqualTo(200);
                assertThat(server.bean(SharedCounts.class).areAvailable()).isFalse();

                System.setProperty(TRUST_STORE, tls.trustStore().toString());
                await().atMost(MAX_WAIT)
                        .until(() -> server.bean(SharedCounts.class).areAvailable());
                assertThat(warnings()).isEqualTo(before + 1);
                assertThat(backEnd.get("/api/customers").header("X-Ratelimit-Remaining"))
                        .as("counted by Redis")
                        .isEqualTo(Integer.toString(LIMIT - 1));
            }
        } finally {
            System.clearProperty(TRUST_STORE);
        }
    }

    private static long warnings() {
        return log.text()
                .lines()
                .filter(line -> line.startsWith("WARN") && line.contains("Redis"))
                .count();
    }

    /** A frozen Redis costs the first requests the timeout, and no later one. */
    @Test
    void doesNotWaitForARedisThatDoesNotRespond() throws Exception {
        redis.freeze();
        try {
            send(8, shopper(), SERVERS);
            awaitShared(false);
            long start = System.nanoTime();
            send(LIMIT, shopper(), SERVERS);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            redis.unfreeze();
        }
    }
}
