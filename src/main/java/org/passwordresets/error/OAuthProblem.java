package org.passwordresets.error;

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
 * Everything that can be wrong with a request to {@code /oauth}. Its error body serves two kinds of clients: OAuth clients
 * read {@code error} and {@code error_description} (RFC 6749, section 5.2), and Commerce Layer's clients read {@code errors}.
 */
public enum OAuthProblem {
    INVALID_REQUEST("invalid_request", HttpStatus.BAD_REQUEST, "BAD_REQUEST", "The request cannot be read."),
    INVALID_CLIENT(
            "invalid_client",
            HttpStatus.UNAUTHORIZED,
            "UNAUTHORIZED",
            "No application has this client_id and client_secret."),
    INVALID_TOKEN(
            "invalid_token",
            HttpStatus.UNAUTHORIZED,
            "INVALID_TOKEN",
            "The access token is missing, malformed, expired or revoked."),
    INVALID_GRANT(
            "invalid_grant",
            HttpStatus.BAD_REQUEST,
            "BAD_REQUEST",
            "The refresh token is invalid, expired, revoked or already used, or it belongs to another application."),
    WRONG_PASSWORD(
            "invalid_grant",
            HttpStatus.BAD_REQUEST,
            "BAD_REQUEST",
            "No customer has this username and password. The username is the email address."),
    UNAUTHORIZED_CLIENT(
            "unauthorized_client",
            HttpStatus.BAD_REQUEST,
            "BAD_REQUEST",
            "Customers sign in at sales channels. This application gets tokens with client_credentials."),
    TOKEN_OF_ANOTHER_CLIENT(
            "unauthorized_client", HttpStatus.BAD_REQUEST, "BAD_REQUEST", "The token belongs to another application."),
    UNSUPPORTED_TOKEN_TYPE(
            "unsupported_token_type",
            HttpStatus.BAD_REQUEST,
            "BAD_REQUEST",
            "This token cannot be revoked, because its issuer gave it no id. It is valid until it expires."),
    UNSUPPORTED_GRANT_TYPE(
            "unsupported_grant_type",
            HttpStatus.BAD_REQUEST,
            "BAD_REQUEST",
            "The grant_type must be client_credentials, password or refresh_token."),
    INVALID_SCOPE(
            "invalid_scope",
            HttpStatus.BAD_REQUEST,
            "BAD_REQUEST",
            "A scope must begin with market:, stock_location: or store:. Separate several scopes by spaces."),
    NOTHING_HERE(
            "invalid_request",
            HttpStatus.NOT_FOUND,
            "NOT_FOUND",
            "There is nothing at this address. POST /oauth/token issues access tokens, POST /oauth/revoke revokes tokens, and"
                    + " GET /oauth/tokeninfo describes them."),
    METHOD_NOT_ALLOWED(
            "invalid_request",
            HttpStatus.METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "This address does not support this method. The Allow header lists the supported methods."),
    TOO_SLOW("invalid_request", HttpStatus.REQUEST_TIMEOUT, "REQUEST_TIMEOUT", "The request did not arrive in time."),
    BODY_TOO_LARGE(
            "invalid_request",
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "PAYLOAD_TOO_LARGE",
            "The body is larger than " + OAuthProblem.MAX_BODY + " bytes."),
    UNSUPPORTED_MEDIA_TYPE(
            "invalid_request",
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            "Send the body as application/x-www-form-urlencoded or application/json, in UTF-8."),
    TOO_MANY_REQUESTS(
            "too_many_requests",
            HttpStatus.TOO_MANY_REQUESTS,
            "TOO_MANY_REQUESTS",
            "You have exceeded the rate limit. Wait for the number of seconds in the Retry-After header."),
    UNKNOWN_VERSION(
            "invalid_request",
            HttpStatus.HTTP_VERSION_NOT_SUPPORTED,
            "HTTP_VERSION_NOT_SUPPORTED",
            "This server supports HTTP/1.0 and HTTP/1.1."),
    UNAVAILABLE(
            "temporarily_unavailable",
            HttpStatus.SERVICE_UNAVAILABLE,
            "SERVICE_UNAVAILABLE",
            "The server is unavailable. Try again later."),
    UNFORESEEN(
            "server_error", HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_SERVER_ERROR", "An unexpected error occurred.");

    /** The maximum size of a body in bytes. */
    public static final int MAX_BODY = 16 * 1024;

    private static final String ROOT = "/oauth";
    private static final String CHALLENGE = "Basic realm=\"oauth\", charset=\"UTF-8\"";
    private static final String BEARER_CHALLENGE = "Bearer realm=\"oauth\", error=\"invalid_token\"";

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

    /** Whether this is a request to {@code /oauth}, where the conventions of JSON:API do not apply. */
    public static boolean concerns(HttpRequest<?> request) {
        return request.getPath().startsWith(ROOT + "/") || request.getPath().equals(ROOT);
    }

    /** The problem with this status. */
    public static OAuthProblem of(HttpStatus status) {
        return Arrays.stream(values())
                .filter(problem -> problem.status == status)
                .findFirst()
                .orElse(status.getCode() < HttpStatus.INTERNAL_SERVER_ERROR.getCode() ? INVALID_REQUEST : UNFORESEEN);
    }

    /** How to fix it. */
    public String detail() {
        return detail;
    }

    /** The error response. */
    public MutableHttpResponse<Object> response() {
        return response(detail);
    }

    /** @param detail in ASCII without quotation marks and backslashes, as {@code error_description} requires */
    public MutableHttpResponse<Object> response(String detail) {
        MutableHttpResponse<Object> response = HttpResponse.<Object>status(status)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Body(error, detail, List.of(new Entry(code, error, detail, status.getCode()))));
        return switch (this) {
            case INVALID_CLIENT -> response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
            case INVALID_TOKEN -> response.header(HttpHeaders.WWW_AUTHENTICATE, BEARER_CHALLENGE);
            default -> response;
        };
    }

    @Serdeable
    record Body(
            String error, @JsonProperty("error_description") String description, List<Entry> errors) {}

    /** The status is a number here, unlike in the API's errors, because Commerce Layer's clients expect one. */
    @Serdeable
    record Entry(String code, String title, String detail, int status) {}
}
