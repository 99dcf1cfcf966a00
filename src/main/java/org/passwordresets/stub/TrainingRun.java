package org.passwordresets.stub;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
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
            send(server, "GET", "", OK);
            send(server, "POST", "{\"data\":{\"type\":\"customers\",\"attributes\":{}}}", INVALID);
            status = 0;
        } catch (IOException e) {
            LOG.error("The training run failed: {}", e.getMessage());
        } finally {
            System.exit(status);
        }
    }

    /** By the JDK's old client: the new one has hundreds of classes, which each start of the stub would load. */
    private static void send(EmbeddedServer server, String method, String body, int expected) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                server.getURI().resolve("/api/customers").toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer rehearsal");
        connection.setRequestProperty("Content-Type", JsonApi.MEDIA_TYPE);
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        if (status != expected) {
            throw new IOException("the response to " + method + " is " + status + ", not " + expected);
        }
    }
}
