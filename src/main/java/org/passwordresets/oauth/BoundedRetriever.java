package org.passwordresets.oauth;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the keys of an outside issuer over HTTP: from the configured address only, without redirects, and not longer or more
 * than allowed, however slowly they come.
 */
final class BoundedRetriever implements ResourceRetriever {
    private static final int MAX_BYTES = 256 * 1024;
    private static final int OK = 200;

    private final Duration timeout;
    private final HttpClient client;

    BoundedRetriever(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.toString()))
                .timeout(timeout)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        CompletableFuture<HttpResponse<Void>> response = client.sendAsync(
                request, BodyHandlers.ofByteArrayConsumer(bytes -> bytes.ifPresent(more -> append(body, more))));
        int status = await(response).statusCode();
        if (status != OK) {
            throw new IOException("The status is " + status);
        }
        return new Resource(body.toString(StandardCharsets.UTF_8), "application/json");
    }

    private static void append(ByteArrayOutputStream body, byte[] more) {
        if (body.size() + more.length > MAX_BYTES) {
            throw new IllegalStateException("The response is longer than " + MAX_BYTES + " bytes");
        }
        body.writeBytes(more);
    }

    private <T> T await(CompletableFuture<T> response) throws IOException {
        try {
            return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("It did not respond within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } finally {
            response.cancel(true);
        }
    }
}
