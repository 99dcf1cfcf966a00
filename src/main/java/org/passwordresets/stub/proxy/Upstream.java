package org.passwordresets.stub.proxy;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.body.MessageBodyWriter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.passwordresets.stub.StubConfiguration;

/** The server behind the proxy. Requests and responses pass unchanged. */
@Singleton
@Requires(property = "stub.target")
final class Upstream {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    /** Headers that apply to one connection (RFC 9110, section 7.6.1), or that are recomputed when forwarding. */
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final String CONTENT_LENGTH = "content-length";

    private final String target;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(MAX_WAIT)
            .build();

    Upstream(StubConfiguration configuration) {
        this.target = configuration.target().toString().replaceFirst("/$", "");
    }

    /** The address of the server, without a trailing slash. */
    String target() {
        return target;
    }

    /** Sends the request. Fails if no response arrives. */
    CompletableFuture<java.net.http.HttpResponse<byte[]>> send(HttpRequest<?> request, byte[] body) {
        var forwarded = java.net.http.HttpRequest.newBuilder(address(request))
                .timeout(MAX_WAIT)
                .method(
                        request.getMethodName(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        Set<String> dropped = dropped(request.getHeaders().getAll("Connection"));
        request.getHeaders().forEach((name, values) -> {
            if (!dropped.contains(name.toLowerCase(Locale.ROOT)) && !name.equalsIgnoreCase(CONTENT_LENGTH)) {
                values.forEach(value -> forwarded.header(name, value));
            }
        });
        return client.sendAsync(forwarded.build(), BodyHandlers.ofByteArray());
    }

    /** The request's address below the path of the target. */
    private URI address(HttpRequest<?> request) {
        String query = request.getUri().getRawQuery();
        return URI.create(target + request.getPath() + (query == null ? "" : "?" + query));
    }

    /** Keeps Content-Length on a HEAD response, which is the length of the body that a GET would return. */
    static MutableHttpResponse<?> response(java.net.http.HttpResponse<byte[]> received, HttpRequest<?> request) {
        MutableHttpResponse<byte[]> response = HttpResponse.status(received.statusCode(), null);
        Set<String> dropped = new HashSet<>(dropped(received.headers().allValues("Connection")));
        if (!request.getMethodName().equals("HEAD")) {
            dropped.add(CONTENT_LENGTH);
        }
        received.headers().map().forEach((name, values) -> {
            if (!dropped.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> response.header(name, value));
            }
        });
        if (received.body().length > 0) {
            MessageBodyWriter<byte[]> writer = Upstream::write;
            response.body(received.body()).bodyWriter(writer);
        }
        return response;
    }

    /** The framework's own writer would add a Content-Type to a response without one. */
    private static void write(
            Argument<byte[]> type, MediaType mediaType, byte[] body, MutableHeaders headers, OutputStream response) {
        try {
            response.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> dropped(List<String> connection) {
        Set<String> dropped = new HashSet<>(OF_ONE_CONNECTION);
        connection.stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .forEach(dropped::add);
        return dropped;
    }
}
