package org.passwordresets.oauth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.http.ContentCoding;

/** Reads the body of a request, strictly: its content coding, its type and its size. */
final class RequestBody {
    private RequestBody() {}

    /**
     * The fields of a form or a JSON object; an empty field counts as missing (RFC 6749, section 3.2).
     *
     * @param known the fields that the endpoint reads
     */
    static Map<String, String> fields(HttpRequest<?> request, @Nullable byte[] body, Set<String> known) {
        Map<String, String> fields = parsed(request, body == null ? new byte[0] : decoded(request, body), known);
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    private static byte[] decoded(HttpRequest<?> request, byte[] body) {
        List<String> codings = request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING);
        try {
            return ContentCoding.decoded(body, codings, OAuthProblem.MAX_BODY)
                    .orElseThrow(() -> new OAuthException(
                            OAuthProblem.UNSUPPORTED_MEDIA_TYPE,
                            "Send the body with Content-Encoding: gzip or deflate, or without a Content-Encoding."));
        } catch (ContentCoding.TooLargeException e) {
            throw new OAuthException(OAuthProblem.BODY_TOO_LARGE);
        } catch (IOException e) {
            throw new OAuthException(
                    OAuthProblem.INVALID_REQUEST,
                    "The body cannot be decoded completely according to its Content-Encoding.");
        }
    }

    private static Map<String, String> parsed(HttpRequest<?> request, byte[] body, Set<String> known) {
        if (body.length > OAuthProblem.MAX_BODY) {
            throw new OAuthException(OAuthProblem.BODY_TOO_LARGE);
        }
        MediaType type = contentType(request);
        if (type == null && body.length > 0 || type != null && !isUtf8(type)) {
            throw new OAuthException(OAuthProblem.UNSUPPORTED_MEDIA_TYPE);
        }
        if (type == null || type.getName().equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED)) {
            return TokenFields.ofForm(body);
        }
        if (type.getName().equalsIgnoreCase(MediaType.APPLICATION_JSON)) {
            return TokenFields.ofJson(body, known);
        }
        throw new OAuthException(OAuthProblem.UNSUPPORTED_MEDIA_TYPE);
    }

    @Nullable
    private static MediaType contentType(HttpRequest<?> request) {
        try {
            return request.getContentType().orElse(null);
        } catch (IllegalArgumentException e) {
            throw new OAuthException(OAuthProblem.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    private static boolean isUtf8(MediaType type) {
        return type.getParameters()
                .get("charset")
                .map(charset -> StandardCharsets.UTF_8.name().equalsIgnoreCase(charset.replace("\"", "")))
                .orElse(true);
    }
}
