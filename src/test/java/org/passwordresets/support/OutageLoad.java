package org.passwordresets.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.passwordresets.support.Client.Response;

/**
 * Clients that write and read without a pause while something happens to the database. What the server acknowledged must be
 * there afterwards, and what it denied must not.
 */
public final class OutageLoad {
    private static final String CUSTOMERS = "customers";
    private static final Duration BOUND = Duration.ofSeconds(5);
    /** What a busy machine may add. */
    private static final Duration TOLERANCE = Duration.ofMillis(1500);

    private final Client client;
    private final ExecutorService threads;
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Map<String, String> references = new ConcurrentHashMap<>();
    private final Set<String> uncertain = ConcurrentHashMap.newKeySet();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** One response, with how long it took, and when it came. */
    private record Seen(int status, String problem, long millis, long atNanos) {}

    private OutageLoad(Client client, int clients) {
        this.client = client;
        this.threads = Executors.newFixedThreadPool(clients);
        for (int i = 0; i < clients; i++) {
            threads.execute(this::work);
        }
    }

    /** Begins, and returns once every kind of request has been served. */
    public static OutageLoad start(Client client, int clients) {
        OutageLoad load = new OutageLoad(client, clients);
        load.awaitCreated(clients * 2);
        return load;
    }

    private void work() {
        while (!ended) {
            String email = java.util.UUID.randomUUID() + "@example.com";
            Response created = timed(() -> client.create(CUSTOMERS, "{\"email\":\"%s\"}".formatted(email)));
            if (created.status() == 201) {
                references.put(created.id(), "null");
                timed(() -> client.get("/api/customers/" + created.id()));
                update(created.id());
                timed(() -> client.get("/api/customers?filter%5Bq%5D%5Bemail_eq%5D=" + email));
            } else {
                (isUncertain(created) ? uncertain : denied).add(email);
                pause();
            }
        }
    }

    /** Less than Retry-After asks for, more than a loop without sense. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void update(String id) {
        String reference = "\"" + java.util.UUID.randomUUID() + "\"";
        Response response = timed(() -> client.update(CUSTOMERS, id, "{\"reference\":%s}".formatted(reference)));
        if (response.status() == 200) {
            references.put(id, reference);
        } else if (isUncertain(response)) {
            uncertain.add(id);
        }
    }

    private static boolean isUncertain(Response response) {
        return response.at("/errors/0/detail").asText().contains("may or may not");
    }

    private Response timed(java.util.function.Supplier<Response> request) {
        long start = System.nanoTime();
        Response response = request.get();
        long end = System.nanoTime();
        String problem = response.status() < 400
                ? ""
                : response.at("/errors/0/code").asText()
                        + (response.headers().firstValue("Retry-After").isPresent() ? " Retry-After" : "");
        seen.add(new Seen(response.status(), problem, TimeUnit.NANOSECONDS.toMillis(end - start), end));
        return response;
    }

    /** Waits until so many more records have been created as if nothing were wrong; returns how long that took. */
    public Duration awaitCreated(int records) {
        long start = System.nanoTime();
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(created(start))
                .as("records created; so far: %s", statuses())
                .isGreaterThanOrEqualTo(records));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private long created(long sinceNanos) {
        return seen.stream()
                .filter(one -> one.atNanos() - sinceNanos > 0 && one.status() == 201)
                .count();
    }

    /** Ends, and compares the responses with what is stored. */
    public void end(String claim) throws InterruptedException {
        ended = true;
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        System.out.println("proof: %s: longest wait %d ms, statuses %s, %d acknowledged, %d unknown, %d denied, lost %s"
                .formatted(claim, longest(), statuses(), references.size(), uncertain.size(), denied.size(), lost()));
        assertThat(statuses().keySet()).isSubsetOf("200", "201", "503 SERVICE_UNAVAILABLE Retry-After");
        assertThat(longest()).isLessThan(BOUND.plus(TOLERANCE).toMillis());
        assertThat(lost()).isEmpty();
        assertThat(madeAfterAll()).as("Denied, and there all the same").isEmpty();
    }

    private long longest() {
        return seen.stream().mapToLong(Seen::millis).max().orElse(0);
    }

    /** How often each status was seen. */
    public Map<String, Long> statuses() {
        return seen.stream()
                .collect(Collectors.groupingBy(
                        one -> (one.status() + " " + one.problem()).strip(), TreeMap::new, Collectors.counting()));
    }

    private List<String> lost() {
        List<String> lost = new ArrayList<>();
        references.forEach((id, reference) -> {
            Response response = client.get("/api/customers/" + id);
            boolean kept = response.status() == 200
                    && (uncertain.contains(id)
                            || response.at("/data/attributes/reference")
                                    .toString()
                                    .equals(reference));
            if (!kept) {
                lost.add(id + " " + reference + ": " + response.status() + " " + response.body());
            }
        });
        return lost;
    }

    private List<String> madeAfterAll() {
        return denied.stream()
                .filter(email -> client.get("/api/customers?filter%5Bq%5D%5Bemail_eq%5D=" + email)
                                .at("/meta/record_count")
                                .asInt()
                        > 0)
                .toList();
    }
}
