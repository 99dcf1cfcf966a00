package org.passwordresets.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that can be wrong with a request to {@code /oauth}. Its error body serves two kinds of clients at once: OAuth
 * clients read {@code error} and {@code error_description} (RFC 6749, section 5.2), and Commerce Layer's read {@code errors}.
 */
public enum OAuthProblem {
    INVALID_REQUEST("invalid_request", HttpStatus.BAD_REQUEST, "BAD_REQUEST", "The request cannot be read."),
    INVALID_CLIENT(
            "invalid_client",
            HttpStatus.UNAUTHORIZED,
            "UNAUTHORIZED",
            "No application has this client_id and client_secret."),
    UNSUPPORTED_GRANT_TYPE(
            "unsupported_grant_type",
            HttpStatus.BAD_REQUEST,
            "BAD_REQUEST",
            "The grant_type must be client_credentials."),
    INVALID_SCOPE(
            "invalid_scope",
            HttpStatus.BAD_REQUEST,
            "BAD_REQUEST",
            "A scope begins with market:, stock_location: or store:, and spaces separate several."),
    NOTHING_HERE(
            "invalid_request",
            HttpStatus.NOT_FOUND,
            "NOT_FOUND",
            "There is nothing at this address. POST /oauth/token issues access tokens."),
    METHOD_NOT_ALLOWED(
            "invalid_request",
            HttpStatus.METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "This address does not accept this method; the Allow header lists those that it does."),
    TOO_SLOW("invalid_request", HttpStatus.REQUEST_TIMEOUT, "REQUEST_TIMEOUT", "The request did not arrive in time."),
    BODY_TOO_LARGE(
            "invalid_request",
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "PAYLOAD_TOO_LARGE",
            "The body is larger than " + TokenLimits.LARGEST_BODY + " bytes."),
    UNSUPPORTED_MEDIA_TYPE(
            "invalid_request",
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            "Send the body as application/x-www-form-urlencoded or application/json, in UTF-8."),
    TOO_MANY_REQUESTS(
            "too_many_requests",
            HttpStatus.TOO_MANY_REQUESTS,
            "TOO_MANY_REQUESTS",
            "The rate limit is used up; the Retry-After header says how long to wait."),
    UNKNOWN_VERSION(
            "invalid_request",
            HttpStatus.HTTP_VERSION_NOT_SUPPORTED,
            "HTTP_VERSION_NOT_SUPPORTED",
            "This server speaks HTTP/1.1."),
    UNAVAILABLE(
            "temporarily_unavailable",
            HttpStatus.SERVICE_UNAVAILABLE,
            "SERVICE_UNAVAILABLE",
            "The server cannot respond now; try again later."),
    UNFORESEEN(
            "server_error",
            HttpStatus.INTERNAL_SERVER_ERROR,
            "INTERNAL_SERVER_ERROR",
            "Something went wrong on the server.");

    private static final String ROOT = "/oauth";
    private static final String CHALLENGE = "Basic realm=\"oauth\", charset=\"UTF-8\"";

    private final String error;
    private final HttpStatus status;
    private final String code;
    private final String detail;

    OAuthProblem(String error, HttpStatus status, String code, String detail) {
        this.error = error;
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    /** Whether the request is one to {@code /oauth}, where the conventions of JSON:API do not hold. */
    public static boolean concerns(HttpRequest<?> request) {
        return request.getPath().startsWith(ROOT + "/") || request.getPath().equals(ROOT);
    }

    /** The problem of that status. */
    public static OAuthProblem of(HttpStatus status) {
        return Arrays.stream(values())
                .filter(problem -> problem.status == status)
                .findFirst()
                .orElse(status.getCode() < HttpStatus.INTERNAL_SERVER_ERROR.getCode() ? INVALID_REQUEST : UNFORESEEN);
    }

    /** What helps to put it right. */
    String detail() {
        return detail;
    }

    /** The error response. */
    public MutableHttpResponse<Object> response() {
        return response(detail);
    }

    /** @param detail in ASCII without quotation marks and backslashes, as {@code error_description} demands */
    MutableHttpResponse<Object> response(String detail) {
        MutableHttpResponse<Object> response = HttpResponse.<Object>status(status)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Body(error, detail, List.of(new Entry(code, error, detail, status.getCode()))));
        return this == INVALID_CLIENT ? response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE) : response;
    }

    @Serdeable
    record Body(
            String error, @JsonProperty("error_description") String description, List<Entry> errors) {}

    /** Unlike the errors of the API, these have a number for a status: Commerce Layer's clients expect it so. */
    @Serdeable
    record Entry(String code, String title, String detail, int status) {}
}
