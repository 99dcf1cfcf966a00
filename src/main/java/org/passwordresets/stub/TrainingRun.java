package org.passwordresets.stub;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.passwordresets.jsonapi.JsonApi;

/**
 * The training run: starts, sends itself one request for a list and one that creates a resource, and exits. The JVM records
 * the classes that a start needs, and {@code make stub} gives the record to each later start.
 */
@Singleton
@Requires(property = "rehearsal", value = "true")
final class TrainingRun implements ApplicationEventListener<ServerStartupEvent> {
    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        EmbeddedServer server = event.getSource();
        new Thread(() -> play(server), "rehearsal").start();
    }

    private static void play(EmbeddedServer server) {
        try {
            HttpClient client = HttpClient.newHttpClient();
            send(client, server, "GET", "");
            send(client, server, "POST", "{\"data\":{\"type\":\"customers\",\"attributes\":{}}}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            System.exit(0);
        }
    }

    private static void send(HttpClient client, EmbeddedServer server, String method, String body)
            throws IOException, InterruptedException {
        client.send(
                HttpRequest.newBuilder(server.getURI().resolve("/api/customers"))
                        .header("Authorization", "Bearer rehearsal")
                        .header("Content-Type", JsonApi.MEDIA_TYPE)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
    }
}
