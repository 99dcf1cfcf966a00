package org.passwordresets.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** The access token that the demo's docs fill in for readers who try out a request. */
@Singleton
@Named("docs-token")
@Requires(env = "demo")
final class DemoToken implements Supplier<String> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration RENEWAL = Duration.ofMinutes(30);

    private final Provider<EmbeddedServer> server;
    private final String clientId;
    private final String clientSecret;
    private String token;
    private Instant renewal = Instant.MIN;

    DemoToken(
            Provider<EmbeddedServer> server,
            @Property(name = "auth.applications.integration-test.client-id") String clientId,
            @Property(name = "auth.applications.integration-test.client-secret") String clientSecret) {
        this.server = server;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /** Requests a token as any client would, and caches it for some time. */
    @Override
    public synchronized String get() {
        if (Instant.now().isAfter(renewal)) {
            token = request(server.get().getURI(), clientId, clientSecret);
            renewal = Instant.now().plus(RENEWAL);
        }
        return token;
    }

    /** Requests a token for a client from the server at this address. */
    static String request(URI server, String clientId, String clientSecret) {
        try {
            String body = JSON.writeValueAsString(
                    Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", clientSecret));
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/oauth/token"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(response.body()).path("access_token").asText();
        } catch (IOException e) {
            throw new IllegalStateException("The demo did not get a token", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
