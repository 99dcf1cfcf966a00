package org.passwordresets.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Talks to the server as any HTTP client would. Immutable: {@link #header} makes another. */
public final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final URI base;
    private final Map<String, String> headers;
    /** Whether the server has rate limits, so that every header that the contract declares must be there. */
    private final boolean isLimited;

    private Client(URI base, Map<String, String> headers, boolean isLimited) {
        this.base = base;
        this.headers = headers;
        this.isLimited = isLimited;
    }

    /** Without a token, and without any header that JSON:API wants. */
    public static Client plain(URI base) {
        return new Client(base, Map.of(), false);
    }

    static Client of(URI base, TestApplications application) {
        return withToken(base, TOKENS.computeIfAbsent(base + application.name(), key -> token(base, application)));
    }

    static Client withNewToken(URI base, TestApplications application) {
        return withToken(base, token(base, application));
    }

    /** With the token of a customer who signs in with that password. */
    public static Client signedIn(URI base, TestApplications application, String email, String password) {
        return withToken(
                base,
                token(
                        base,
                        JSON.createObjectNode()
                                .put("grant_type", "password")
                                .put("client_id", application.clientId())
                                .put("username", email)
                                .put("password", password)));
    }

    private static Client withToken(URI base, String token) {
        return new Client(base, Map.of(), true)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/vnd.api+json")
                .header("Content-Type", "application/vnd.api+json");
    }

    private static String token(URI base, TestApplications application) {
        return token(
                base,
                JSON.createObjectNode()
                        .put("grant_type", "client_credentials")
                        .put("client_id", application.clientId())
                        .put("client_secret", application.clientSecret()));
    }

    private static String token(URI base, ObjectNode request) {
        return plain(base)
                .header("Content-Type", "application/json")
                .send("POST", "/oauth/token", request.toString())
                .json()
                .path("access_token")
                .asText();
    }

    /** The same with that header; null takes it away. */
    public Client header(String name, String value) {
        Map<String, String> others = new java.util.LinkedHashMap<>(headers);
        others.remove(name);
        if (value != null) {
            others.put(name, value);
        }
        return new Client(base, others, isLimited);
    }

    /** What it sends as that header; null where it sends none. */
    public String header(String name) {
        return headers.get(name);
    }

    public Response get(String address) {
        return send("GET", address, null);
    }

    public Response delete(String address) {
        return send("DELETE", address, null);
    }

    /** Creates a resource of the type with these attributes (a JSON object). */
    public Response create(String type, String attributes) {
        return send(
                "POST", "/api/" + type, "{\"data\":{\"type\":\"%s\",\"attributes\":%s}}".formatted(type, attributes));
    }

    /** Updates the resource with these attributes (a JSON object). */
    public Response update(String type, String id, String attributes) {
        return send(
                "PATCH",
                "/api/" + type + "/" + id,
                "{\"data\":{\"type\":\"%s\",\"id\":\"%s\",\"attributes\":%s}}".formatted(type, id, attributes));
    }

    /** Any request: a path, or a whole address such as a link of a document. */
    public Response send(String method, String address, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(address))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return send(request);
    }

    /** A body of any bytes; {@code chunked} says nothing about its length beforehand. */
    public Response send(String method, String address, byte[] body, boolean chunked) {
        HttpRequest.BodyPublisher bytes = chunked
                ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : HttpRequest.BodyPublishers.ofByteArray(body);
        return send(HttpRequest.newBuilder(base.resolve(address)).method(method, bytes));
    }

    private Response send(HttpRequest.Builder request) {
        request.timeout(MAX_WAIT);
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (isLimited) {
                PromisedHeaders.check(response);
            }
            return new Response(response.uri(), response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Response(URI uri, int status, HttpHeaders headers, String body) {
        /** The body as JSON; missing where there is none. */
        public JsonNode json() {
            try {
                return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** By JSON pointer. */
        public JsonNode at(String pointer) {
            return json().at(pointer);
        }

        public String id() {
            return at("/data/id").asText();
        }

        public JsonNode attribute(String name) {
            return at("/data/attributes").path(name);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /** The errors in short, such as {@code 422 VALIDATION_ERROR /data/attributes/email taken}. */
        public java.util.List<String> errors() {
            java.util.List<String> errors = new java.util.ArrayList<>();
            json().path("errors")
                    .forEach(error -> errors.add(String.join(
                                    " ",
                                    error.path("status").asText(),
                                    error.path("code").asText(),
                                    error.path("source").path("pointer").asText()
                                            + error.path("source")
                                                    .path("parameter")
                                                    .asText()
                                            + error.path("source")
                                                    .path("header")
                                                    .asText(),
                                    error.path("meta").path("error").asText())
                            .strip()));
            return errors;
        }
    }
}
