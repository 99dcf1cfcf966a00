package org.passwordresets.stub;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.passwordresets.contract.ContractPlaces;
import org.passwordresets.contract.Operation;
import org.passwordresets.http.ContentCoding;

/**
 * A request and its response as {@code /__stub} shows them, without secrets.
 *
 * @param places where the contract defines what each problem violates; an empty text if it does not
 * @param curl a command that repeats the request
 */
@Serdeable
record RequestSeen(
        long number,
        Instant at,
        String method,
        String address,
        int status,
        @Nullable String operation,
        @Nullable String example,
        @Nullable String reason,
        List<String> problems,
        List<String> places,
        String curl,
        Message request,
        Message response) {
    private static final Pattern CODE = Pattern.compile("(?s)([A-Z_]{3,}):? (.*)");
    private static final int MAX_DECODED = 1024 * 1024;

    /** Headers, one on each line, and an indented body. */
    @Serdeable
    record Message(String headers, String body) {}

    /** A problem, the error code it begins with, and its place. */
    record Problem(
            @Nullable String code, String text, @Nullable String place) {}

    static RequestSeen of(Journal.Entry entry, URI server, ContractPlaces places, Secrets secrets, JsonMapper json) {
        return new RequestSeen(
                entry.number(),
                entry.at(),
                entry.method(),
                secrets.inAddress(entry.address()),
                entry.status(),
                entry.operation() == null ? null : entry.operation().id(),
                entry.example(),
                entry.reason(),
                entry.findings().stream().map(Finding::text).toList(),
                entry.findings().stream()
                        .map(finding -> place(finding, entry, places))
                        .toList(),
                Curl.of(entry, server, secrets),
                new Message(headers(entry.headers(), secrets), text(entry.body(), entry.headers(), secrets)),
                new Message(headers(entry.responseHeaders(), secrets), responseText(entry, secrets, json)));
    }

    private static String place(Finding finding, Journal.Entry entry, ContractPlaces places) {
        return entry.operation() == null
                ? ""
                : finding.place(entry.operation(), entry.status(), places).orElse("");
    }

    private static String headers(Map<String, List<String>> headers, Secrets secrets) {
        Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        return sorted.entrySet().stream()
                .flatMap(header -> header.getValue().stream()
                        .map(value -> header.getKey() + ": " + secrets.inHeader(header.getKey(), value)))
                .collect(Collectors.joining("\n"));
    }

    private static String responseText(Journal.Entry entry, Secrets secrets, JsonMapper json) {
        try {
            return entry.response() instanceof byte[] bytes
                    ? text(bytes, entry.responseHeaders(), secrets)
                    : entry.response() == null ? "" : secrets.inIndentedBody(json.writeValueAsString(entry.response()));
        } catch (IOException e) {
            return "(cannot be shown)";
        }
    }

    private static String text(byte[] body, Map<String, List<String>> headers, Secrets secrets) {
        List<String> codings = headers.entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals("content-encoding"))
                .flatMap(header -> header.getValue().stream())
                .toList();
        try {
            byte[] decoded = ContentCoding.decoded(body, codings, MAX_DECODED).orElse(body);
            return secrets.inIndentedBody(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded))
                    .toString());
        } catch (CharacterCodingException e) {
            return "(" + body.length + " bytes that are not text)";
        } catch (IOException e) {
            return "(" + body.length + " compressed bytes)";
        }
    }

    /** For the page. */
    List<Problem> listed() {
        return IntStream.range(0, problems.size())
                .mapToObj(i -> problem(problems.get(i), places.get(i)))
                .toList();
    }

    private static Problem problem(String text, String place) {
        Matcher parts = CODE.matcher(text);
        boolean hasCode = parts.matches();
        return new Problem(
                hasCode ? parts.group(1) : null, hasCode ? parts.group(2) : text, place.isEmpty() ? null : place);
    }

    /** The operation in the Reference. */
    String operationAnchor() {
        return Operation.anchor(operation);
    }

    /** The first digit, which selects the color. */
    char statusClass() {
        return Integer.toString(status).charAt(0);
    }

    /** UTC; a script shows the reader's own time. */
    String time() {
        return at.toString().substring(11, 19);
    }

    String methodClass() {
        return method.toLowerCase(Locale.ROOT);
    }

    boolean hasBody() {
        return !request.body().isEmpty();
    }

    boolean hasResponseBody() {
        return !response.body().isEmpty();
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    String problemCount() {
        return problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    }

    /** Whether the page's filter selects it. */
    boolean matches(String chosenStatus, String text) {
        boolean hasStatus = chosenStatus.isEmpty()
                || (chosenStatus.equals("problems")
                        ? hasProblems()
                        : Integer.toString(status).startsWith(chosenStatus));
        String all = (method + " " + address + " " + (operation == null ? "" : operation)).toLowerCase(Locale.ROOT);
        return hasStatus && all.contains(text.toLowerCase(Locale.ROOT));
    }
}
