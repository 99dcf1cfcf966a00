package org.passwordresets.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;

/** What was acknowledged is kept, however the server ends; accepted requests get their responses if it stops in order. */
class DurabilityTest {
    private static final String RESETS = "customer_password_resets";
    private static final String WISH = "{\"customer_email\":\"%s\"}".formatted(DemoData.EMAIL);
    private static final int CREATES = 1000;
    private static final int CLIENTS = 4;

    private final Path data = Path.of("target", "durability test").toAbsolutePath();

    @BeforeEach
    void startInAFreshDirectory() throws IOException {
        PrivateFiles.deleteRecursively(data);
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (RunningDemo demo = RunningDemo.start(data)) {
            assertThat(demo.backEnd()
                            .get("/api/customers")
                            .at("/meta/record_count")
                            .asInt())
                    .as("The demo's customer is counted")
                    .isEqualTo(1);
            Client backEnd = demo.backEnd();
            CountDownLatch middle = new CountDownLatch(CREATES / 2);
            ExecutorService clients = create(backEnd, acknowledged, middle);
            assertThat(middle.await(120, TimeUnit.SECONDS)).isTrue();
            demo.kill();
            clients.shutdown();
            assertThat(clients.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(acknowledged.size()).as("Killed in the middle").isBetween(CREATES / 2, CREATES - 1);

        try (RunningDemo demo = RunningDemo.start(data)) {
            Client backEnd = demo.backEnd();
            List<String> lost = new ArrayList<>();
            for (String id : acknowledged) {
                if (backEnd.get("/api/customer_password_resets/" + id).status() != 200) {
                    lost.add(id);
                }
            }
            assertThat(lost).isEmpty();
            assertThat(backEnd.get("/api/customer_password_resets")
                            .at("/meta/record_count")
                            .asInt())
                    .as("Those without a response may be there too, but at most one of each client")
                    .isBetween(acknowledged.size(), acknowledged.size() + CLIENTS);
        }
    }

    private static ExecutorService create(Client backEnd, Queue<String> acknowledged, CountDownLatch progress) {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        AtomicInteger left = new AtomicInteger(CREATES);
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> {
                try {
                    while (left.getAndDecrement() > 0) {
                        Response response = backEnd.create(RESETS, WISH);
                        if (response.status() == 201) {
                            acknowledged.add(response.id());
                            progress.countDown();
                        }
                    }
                } catch (UncheckedIOException killed) {
                    // This client's last request has no response.
                }
            });
        }
        return clients;
    }

    @Test
    void acceptedRequestsGetTheirResponsesBeforeTheEnd() throws Exception {
        List<String> responses;
        try (RunningDemo demo = RunningDemo.start(data)) {
            Client backEnd = demo.backEnd();
            Response reset = backEnd.create(RESETS, WISH);
            responses = completeWhileTheServerStops(demo, backEnd, reset);
            assertThat(demo.awaitExit()).as("It ends by itself").isTrue();
            assertThat(demo.exitCode()).isEqualTo(128 + 15);
            assertThat(RunningDemo.databases(data)).as("Its database has ended").isEmpty();
        }
        assertThat(responses).isNotEmpty().allSatisfy(response -> assertThat(response)
                .startsWith("HTTP/1.1 "));
        assertThat(responses)
                .filteredOn(response -> response.startsWith("HTTP/1.1 200"))
                .hasSize(1);

        try (RunningDemo demo = RunningDemo.start(data)) {
            assertThat(demo.backEnd().get("/api/customers").status()).isEqualTo(200);
            assertThat(RunningDemo.databaseLog(data))
                    .contains("ready for connections")
                    .doesNotContainIgnoringCase("crash recovery");
        }
    }

    /** Completions hash a password first, one after the other: many are still waiting when the signal comes. */
    private static List<String> completeWhileTheServerStops(RunningDemo demo, Client backEnd, Response reset)
            throws Exception {
        String body =
                "{\"data\":{\"type\":\"%s\",\"id\":\"%s\",\"attributes\":{\"customer_password\":\"correct horse battery\",\"_reset_password_token\":\"%s\"}}}"
                        .formatted(
                                RESETS,
                                reset.id(),
                                reset.attribute("reset_password_token").asText());
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Socket socket = new Socket("127.0.0.1", demo.address().getPort());
            socket.setSoTimeout(60_000);
            sockets.add(socket);
        }
        // Each connection has been accepted, as it has responded once.
        for (Socket socket : sockets) {
            request(socket, "OPTIONS", "");
            assertThat(firstResponse(socket)).startsWith("HTTP/1.1 204");
        }
        for (Socket socket : sockets) {
            request(socket, "PATCH", backEnd, reset.id(), body);
        }
        List<String> responses = new ArrayList<>();
        responses.add(firstResponse(sockets.get(0)));
        demo.terminate();
        for (Socket socket : sockets.subList(1, sockets.size())) {
            responses.add(firstResponse(socket));
            socket.close();
        }
        return responses;
    }

    private static void request(Socket socket, String method, String body) throws IOException {
        send(socket, method + " /api/customers HTTP/1.1\r\nHost: localhost\r\n\r\n" + body);
    }

    private static void request(Socket socket, String method, Client client, String id, String body)
            throws IOException {
        send(
                socket,
                "%s /api/customer_password_resets/%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Type: application/vnd.api+json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(method, id, client.header("Authorization"), body.length(), body));
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** What comes first; nothing where the connection was ended without a response. */
    private static String firstResponse(Socket socket) throws IOException {
        byte[] buffer = new byte[16_384];
        int read = socket.getInputStream().read(buffer);
        return read < 0 ? "" : new String(buffer, 0, read, StandardCharsets.UTF_8);
    }
}
