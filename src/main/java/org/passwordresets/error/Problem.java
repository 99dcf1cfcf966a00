package org.passwordresets.error;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.passwordresets.auth.RateLimitStatus;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Violation;
import org.passwordresets.generated.model.ErrorCode;
import org.passwordresets.generated.model.ErrorSource;
import org.passwordresets.http.ContentCoding;

/**
 * Everything that can be wrong with a request. The contract says which status and title go with a code; the sentences that
 * help are here. {@link ErrorDocuments} alone turns one into an answer.
 */
public sealed interface Problem {
    /** When to try again while the database is unavailable; a fail-over takes a few seconds. */
    String RETRY_AFTER_SECONDS = "2";

    /** The code of the contract. */
    ErrorCode code();

    /** A sentence or two that help to mend it; never with a secret in it. */
    String detail();

    /** Which part of the request is at fault; null where it is none. */
    @Nullable
    default ErrorSource source() {
        return null;
    }

    /** Headers of the answer that the problem calls for. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * No bearer token, or one that is not ours, was tampered with, has expired or was revoked.
     *
     * @param sent whether there was one
     */
    record InvalidToken(boolean sent) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.INVALID_TOKEN;
        }

        @Override
        public String detail() {
            return "The access token is missing, malformed, expired or revoked. Get one at /oauth/token.";
        }

        @Override
        public ErrorSource source() {
            return header("Authorization");
        }

        /** RFC 6750, section 3: a request without a token is told no more than the scheme. */
        @Override
        public Map<String, String> headers() {
            return challenge(
                    sent
                            ? ", error=\"invalid_token\", error_description=\"The access token is malformed, expired or revoked\""
                            : "");
        }
    }

    /**
     * The token may not do this.
     *
     * @param kinds of applications that may
     */
    record AccessDenied(Collection<String> kinds) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.UNAUTHORIZED;
        }

        @Override
        public String detail() {
            String cure = kinds.isEmpty()
                    ? "No application may, because the operation has no x-rights."
                    : "Use the token of "
                            + String.join(
                                    " or ",
                                    kinds.stream().map(AccessDenied::named).toList()) + ".";
            return "The application of this access token may not do this. " + cure;
        }

        private static String named(String kind) {
            return (kind.startsWith("i") ? "an " : "a ") + kind.replace('_', ' ');
        }

        @Override
        public Map<String, String> headers() {
            return challenge(", error=\"insufficient_scope\"");
        }
    }

    /** There is no such record in the caller's organization and mode. */
    record RecordNotFound(String type, String id) implements Problem {
        private static final int LONGEST_ID = 10;

        @Override
        public ErrorCode code() {
            return ErrorCode.RECORD_NOT_FOUND;
        }

        /** The id is not quoted: it may be a reset token that was sent in the wrong place. */
        @Override
        public String detail() {
            return id.length() > LONGEST_ID
                    ? "This is no id of " + type
                            + ": an id has 10 letters. A reset token is not an id; it belongs into the attribute _reset_password_token."
                    : "No record of " + type + " has this id in the organization and mode of your token.";
        }
    }

    /** The contract has nothing at this path. */
    record UnknownPath() implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.NOT_FOUND;
        }

        @Override
        public String detail() {
            return "There is nothing at this address. The documentation lists what there is: /docs.";
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
            return "This address does not answer to " + method + ". It answers to: " + String.join(", ", allowed) + ".";
        }

        @Override
        public Map<String, String> headers() {
            return allow(allowed);
        }
    }

    /** A relationship's own address takes no writes (JSON:API 1.1, "Updating Relationships": 403). */
    record RelationshipNotWritable(Collection<String> allowed) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.RELATIONSHIP_NOT_WRITABLE;
        }

        @Override
        public String detail() {
            return "This relationship is set by the server and cannot be written.";
        }

        @Override
        public Map<String, String> headers() {
            return allow(allowed);
        }
    }

    /** The caller accepts no JSON:API. */
    record NotAcceptable() implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.NOT_ACCEPTABLE;
        }

        @Override
        public String detail() {
            return "Answers are " + Contract.MEDIA_TYPE
                    + ", without parameters other than profile; the Accept header excludes that.";
        }

        @Override
        public ErrorSource source() {
            return header("Accept");
        }
    }

    /** The client has used up its rate limit. */
    record TooManyRequests(RateLimitStatus allowance) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.TOO_MANY_REQUESTS;
        }

        @Override
        public String detail() {
            return "The rate limit of %d requests in %d seconds is used up. Wait %d seconds."
                    .formatted(allowance.limit(), allowance.interval().toSeconds(), allowance.retryAfterSeconds());
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", Long.toString(allowance.retryAfterSeconds()));
        }
    }

    /** The body is not sent as JSON:API. */
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

    /** The body is encoded in a way that the server cannot undo. */
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

        /** RFC 9110, section 12.5.3: what a response with 415 says so. */
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

    /** The body cannot be read as JSON; the reason names the place, never the content. */
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

    /** The request has an HTTP version that the server does not speak. */
    record UnknownHttpVersion(String detail) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.HTTP_VERSION_NOT_SUPPORTED;
        }
    }

    /** A query parameter is wrong. */
    record BadParameter(ErrorCode code, String parameter, String detail) implements Problem {
        @Override
        public ErrorSource source() {
            return new ErrorSource(null, parameter, null);
        }
    }

    /** The document does not have the shape that the operation takes; the JSON pointer says where. */
    record BadDocument(ErrorCode code, String pointer, String detail) implements Problem {
        @Override
        public ErrorSource source() {
            return new ErrorSource(pointer, null, null);
        }
    }

    /** A request header has a value that cannot be used. */
    record BadHeader(String name, String detail) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.BAD_REQUEST;
        }

        @Override
        public ErrorSource source() {
            return header(name);
        }
    }

    /** The server behind the validating proxy departs from the contract. */
    record BrokenPromise(String detail) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.INTERNAL_SERVER_ERROR;
        }
    }

    /** Values in the document break rules: all of them at once, each with an error of its own. */
    record Invalid(List<Violation> violations) implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.VALIDATION_ERROR;
        }

        @Override
        public String detail() {
            return "Values in the document break rules.";
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

    /** The connection was lost during the COMMIT, and whether it happened cannot be read. */
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
            return "The list takes longer than the %s seconds allowed. Add a filter that narrows it, such as %s."
                    .formatted(seconds(limit), suggestion);
        }

        @Override
        public ErrorSource source() {
            return new ErrorSource(null, parameter, null);
        }
    }

    /** Nobody foresaw it. The log knows more; the caller learns only the trace id. */
    record Unforeseen() implements Problem {
        @Override
        public ErrorCode code() {
            return ErrorCode.INTERNAL_SERVER_ERROR;
        }

        @Override
        public String detail() {
            return "Something went wrong here. Whoever runs this server finds the reason in its log, by the trace_id.";
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
        return new ErrorSource(null, null, name);
    }
}
