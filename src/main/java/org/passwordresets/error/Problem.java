package org.passwordresets.error;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Violation;
import org.passwordresets.generated.model.ErrorCode;
import org.passwordresets.generated.model.ErrorSource;
import org.passwordresets.http.ContentCoding;
import org.passwordresets.limit.RateLimitStatus;
import org.passwordresets.resource.Identifier;

/**
 * Everything that can be wrong with a request. The contract defines the status and title of each code; the details are here.
 * {@link ErrorDocuments} turns a problem into an error document.
 */
public sealed interface Problem {
    /** While the database is unavailable; a failover takes a few seconds. */
    String RETRY_AFTER_SECONDS = "2";

    /** The code in the contract. */
    ErrorCode code();

    /** One or two sentences on what is wrong and how to fix it. They never contain a secret. */
    String detail();

    /** The part of the request that caused the problem; null if no single part did. */
    @Nullable
    default ErrorSource source() {
        return null;
    }

    /** The response headers that the problem requires. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * No bearer token, or one that this server did not sign, or that is altered, expired or revoked.
     *
     * @param sent whether the request has a token
     */
    record InvalidToken(boolean sent) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.INVALID_TOKEN;
        }

        @Override
        public String detail() {
            return "The access token is missing, malformed, expired or revoked. Get a new one from /oauth/token.";
        }

        @Override
        public ErrorSource source() {
            return header("Authorization");
        }

        /** RFC 6750, section 3: the response to a request without a token names only the scheme. */
        @Override
        public Map<String, String> headers() {
            return challenge(
                    sent
                            ? ", error=\"invalid_token\", error_description=\"The access token is malformed, expired or revoked\""
                            : "");
        }
    }

    /**
     * The token is valid, but does not give the right to do this.
     *
     * @param kinds the kinds of callers that have the right, as in {@code x-rights}
     */
    record AccessDenied(Collection<String> kinds) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.UNAUTHORIZED;
        }

        @Override
        public String detail() {
            String allowed = kinds.isEmpty()
                    ? "Nobody is: the operation has no x-rights."
                    : "Only these are: " + String.join(", ", kinds) + ".";
            return "The application of this access token is not allowed to do this. " + allowed;
        }

        @Override
        public Map<String, String> headers() {
            return challenge(", error=\"insufficient_scope\"");
        }
    }

    /** The caller's organization and mode have no record with this id. */
    record RecordNotFound(String type, String id) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.RECORD_NOT_FOUND;
        }

        /** The id is not quoted: it may be a reset token that was sent in the wrong place. */
        @Override
        public String detail() {
            return id.length() > Identifier.LENGTH
                    ? "This is not a " + type + " id: an id has " + Identifier.LENGTH
                            + " letters. Send a reset token in the attribute" + " _reset_password_token, not as an id."
                    : "There is no " + type + " record with this id in the organization and mode of your token.";
        }
    }

    /** The contract does not have this path. */
    record UnknownPath() implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.NOT_FOUND;
        }

        @Override
        public String detail() {
            return "There is nothing at this address. See /docs for all addresses.";
        }
    }

    /** The contract has the path, but not with this method. */
    record MethodNotAllowed(String method, Collection<String> allowed) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.METHOD_NOT_ALLOWED;
        }

        @Override
        public String detail() {
            return "This address does not support " + method + ". It supports: " + String.join(", ", allowed) + ".";
        }

        @Override
        public Map<String, String> headers() {
            return allow(allowed);
        }
    }

    /** A write to the address of a relationship (JSON:API 1.1, "Updating Relationships": 403). */
    record RelationshipNotWritable(Collection<String> allowed) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.RELATIONSHIP_NOT_WRITABLE;
        }

        @Override
        public String detail() {
            return "The server sets this relationship. You cannot write it.";
        }

        @Override
        public Map<String, String> headers() {
            return allow(allowed);
        }
    }

    /** The caller does not accept JSON:API. */
    record NotAcceptable() implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.NOT_ACCEPTABLE;
        }

        @Override
        public String detail() {
            return "The Accept header must allow " + Contract.MEDIA_TYPE + ", without parameters other than profile.";
        }

        @Override
        public ErrorSource source() {
            return header("Accept");
        }
    }

    /** The client has exceeded its rate limit. */
    record TooManyRequests(RateLimitStatus rateLimit) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.TOO_MANY_REQUESTS;
        }

        @Override
        public String detail() {
            return "You have exceeded the rate limit of %d requests in %d seconds. Wait %d seconds."
                    .formatted(rateLimit.limit(), rateLimit.interval().toSeconds(), rateLimit.retryAfterSeconds());
        }

        @Override
        public Map<String, String> headers() {
            Map<String, String> headers = new HashMap<>(rateLimit.headers());
            headers.put("Retry-After", Long.toString(rateLimit.retryAfterSeconds()));
            return headers;
        }
    }

    /** The media type of the body is not JSON:API. */
    record UnsupportedMediaType() implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.UNSUPPORTED_MEDIA_TYPE;
        }

        @Override
        public String detail() {
            return "Send the body with Content-Type: " + Contract.MEDIA_TYPE + ", without a charset or an extension.";
        }

        @Override
        public ErrorSource source() {
            return header("Content-Type");
        }
    }

    /** The body has a content coding that the server cannot decode. */
    record UnsupportedContentCoding() implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.UNSUPPORTED_MEDIA_TYPE;
        }

        @Override
        public String detail() {
            return "Send the body with Content-Encoding: gzip or deflate, or without a Content-Encoding.";
        }

        @Override
        public ErrorSource source() {
            return header("Content-Encoding");
        }

        /** RFC 9110, section 12.5.3: a 415 names the supported content codings. */
        @Override
        public Map<String, String> headers() {
            return Map.of("Accept-Encoding", ContentCoding.NAMES);
        }
    }

    /** The body is larger than the limit, in bytes. */
    record PayloadTooLarge(long limit) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.PAYLOAD_TOO_LARGE;
        }

        @Override
        public String detail() {
            return "The body is larger than " + limit + " bytes.";
        }
    }

    /** The body cannot be read as JSON. The detail has the location, never the content. */
    record UnreadableBody(String detail) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.BAD_REQUEST;
        }
    }

    /** The request did not arrive in time. */
    record RequestTooSlow(String detail) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.REQUEST_TIMEOUT;
        }
    }

    /** The server does not support the HTTP version of the request. */
    record UnknownHttpVersion(String detail) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.HTTP_VERSION_NOT_SUPPORTED;
        }
    }

    /** A query parameter is invalid. */
    record BadParameter(ErrorCode code, String parameter, String detail) implements Problem {
        @Override
        public ErrorSource source() {
            return ErrorSource.builder().parameter(parameter).build();
        }
    }

    /** The document does not have the form that the operation requires; the JSON pointer says where. */
    record BadDocument(ErrorCode code, String pointer, String detail) implements Problem {
        @Override
        public ErrorSource source() {
            return ErrorSource.builder().pointer(pointer).build();
        }
    }

    /** A request header has an invalid value. */
    record BadHeader(ErrorCode code, String name, String detail) implements Problem {
        /** A value that the server cannot read. */
        public BadHeader(String name, String detail) {
            this(ErrorCode.BAD_REQUEST, name, detail);
        }

        @Override
        public ErrorSource source() {
            return header(name);
        }
    }

    /** The server behind the validating proxy violates the contract. */
    record BrokenPromise(String detail) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.INTERNAL_SERVER_ERROR;
        }
    }

    /** Attributes have invalid values. Each violation becomes a separate error. */
    record Invalid(List<Violation> violations) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.VALIDATION_ERROR;
        }

        @Override
        public String detail() {
            return "Attributes have invalid values.";
        }
    }

    /** The database is down, read-only, overloaded or too slow. */
    record ServiceUnavailable() implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.SERVICE_UNAVAILABLE;
        }

        @Override
        public String detail() {
            return "The database is unavailable. Nothing was changed. Try again in " + RETRY_AFTER_SECONDS
                    + " seconds.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    /** The outside issuer's keys, which verify a token, cannot be fetched. */
    record IssuerUnavailable() implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.SERVICE_UNAVAILABLE;
        }

        @Override
        public String detail() {
            return "The issuer of the access token is unavailable, so the token cannot be verified. Try again in "
                    + RETRY_AFTER_SECONDS + " seconds.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    /** The connection was lost during the COMMIT, and the server cannot find out whether it succeeded. */
    record OutcomeUnknown() implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.SERVICE_UNAVAILABLE;
        }

        @Override
        public String detail() {
            return "The connection to the database was lost while the change was being saved, so it may or may not have"
                    + " been made. Read the record before you try again.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    /**
     * A list takes longer than allowed.
     *
     * @param parameter the query parameter that makes it expensive
     * @param limit how long the statement may run
     * @param suggestion a filter that narrows the list, such as {@code filter[q][created_at_gteq]}
     */
    record QueryTooExpensive(String parameter, Duration limit, String suggestion) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.QUERY_TOO_EXPENSIVE;
        }

        @Override
        public String detail() {
            return "The list takes longer than the limit of %s seconds. Narrow it with a filter, such as %s."
                    .formatted(seconds(limit), suggestion);
        }

        @Override
        public ErrorSource source() {
            return ErrorSource.builder().parameter(parameter).build();
        }
    }

    /** An unexpected error. The log has the cause; the response only has the trace id. */
    record Unforeseen() implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.INTERNAL_SERVER_ERROR;
        }

        @Override
        public String detail() {
            return "An unexpected error occurred. The server's log has the cause; search it for the trace_id.";
        }
    }

    /** The contract has something that the code does not have yet. No production build contains such a contract. */
    record NotImplemented(String detail) implements Problem {
        /** @param method the method to write, such as {@code CustomersApi.Server.listCustomers} */
        public static NotImplemented operation(String method) {
            return new NotImplemented("No controller implements %s yet.".formatted(method));
        }

        /** @param member the attribute or relationship to store, such as {@code customers.email} */
        public static NotImplemented member(String member) {
            return new NotImplemented("The database does not store %s yet.".formatted(member));
        }

        @Override
        public ErrorCode code() {
            return ErrorCode.NOT_IMPLEMENTED;
        }
    }

    private static Map<String, String> allow(Collection<String> methods) {
        return methods.isEmpty() ? Map.of() : Map.of("Allow", String.join(", ", methods));
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    private static Map<String, String> challenge(String error) {
        return Map.of("WWW-Authenticate", "Bearer realm=\"api\"" + error);
    }

    private static ErrorSource header(String name) {
        return ErrorSource.builder().header(name).build();
    }
}
