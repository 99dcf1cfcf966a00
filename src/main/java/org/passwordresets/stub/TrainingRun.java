package org.passwordresets.stub;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.passwordresets.jsonapi.JsonApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training run: starts, sends itself one request for a list and one that is refused, and exits. The JVM records
 * the classes that a start needs, and {@code make stub} gives the record to each later start.
 */
@Singleton
@Requires(property = "rehearsal", value = "true")
final class TrainingRun implements ApplicationEventListener<ServerStartupEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
    private static final int OK = 200;
    private static final int INVALID = 422;

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        EmbeddedServer server = event.getSource();
        new Thread(() -> play(server), "rehearsal").start();
    }

    /** Make deletes the record of a run that fails. */
    private static void play(EmbeddedServer server) {
        int status = 1;
        try {
            HttpClient client = HttpClient.newHttpClient();
            send(client, server, "GET", "", OK);
            send(client, server, "POST", "{\"data\":{\"type\":\"customers\",\"attributes\":{}}}", INVALID);
            status = 0;
        } catch (IOException e) {
            LOG.error("The training run failed: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            System.exit(status);
        }
    }

    private static void send(HttpClient client, EmbeddedServer server, String method, String body, int expected)
            throws IOException, InterruptedException {
        int status = client.send(
                        HttpRequest.newBuilder(server.getURI().resolve("/api/customers"))
                                .header("Authorization", "Bearer rehearsal")
                                .header("Content-Type", JsonApi.MEDIA_TYPE)
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        if (status != expected) {
            throw new IOException(method + " was responded to with " + status + " instead of " + expected);
        }
    }
}
