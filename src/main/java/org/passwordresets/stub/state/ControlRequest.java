package org.passwordresets.stub.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ErrorCode;
import org.passwordresets.stub.StubConfiguration;

/**
 * Reads the requests that control the stateful stub. They belong to the stub and not to the contract. Pages of other origins
 * cannot send them: browsers send such a page's JSON and its DELETE only after a preflight request, which nothing permits.
 */
@Singleton
final class ControlRequest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final boolean stateful;

    ControlRequest(StubConfiguration configuration) {
        this.stateful = configuration.state();
    }

    /** The body, an object with some of these members. */
    JsonNode read(HttpRequest<?> request, @Nullable byte[] body, Set<String> members) {
        check(request);
        if (request.getContentType()
                .filter(type -> type.matches(MediaType.APPLICATION_JSON_TYPE))
                .isEmpty()) {
            throw new ApiException(new Problem.BadHeader(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type", "Send Content-Type: application/json."));
        }
        JsonNode tree = parse(body == null ? new byte[0] : body);
        tree.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                throw bad("/" + name, "The body can have: " + String.join(", ", new TreeSet<>(members)) + ".");
            }
        });
        return tree;
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // Refused below.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new ApiException(new Problem.UnreadableBody(
                "The body must be a JSON object, with each member once and nothing after it."));
    }

    /** Throws if the request comes from a page of another origin, or if there is no state. */
    void check(HttpRequest<?> request) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin != null && !isOwn(origin, request)) {
            throw new ApiException(new Problem.BadHeader(
                    ErrorCode.UNAUTHORIZED, HttpHeaders.ORIGIN, "Pages of other origins cannot control the stub."));
        }
        if (!stateful) {
            throw new ApiException(
                    new Problem.NotImplemented("This stub has no state: start it with --state (STATE=on in make)."));
        }
    }

    private static boolean isOwn(String origin, HttpRequest<?> request) {
        try {
            return request.getHeaders()
                    .getAll(HttpHeaders.HOST)
                    .contains(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static ApiException bad(String pointer, String detail) {
        return new ApiException(new Problem.BadDocument(ErrorCode.BAD_REQUEST, pointer, detail));
    }

    static HttpResponse<?> json(JsonNode body) {
        return HttpResponse.ok(body.toString()).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
