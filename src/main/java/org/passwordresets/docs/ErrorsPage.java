package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every error code with its cause and solution. */
record ErrorsPage(List<Status> statuses, List<Code> codes, List<Code> validations, List<Code> ofOAuth) {
    private static final String OF_OAUTH = "/error";

    /** What these statuses mean in all operations, each of which describes its own case. The contract explains the others. */
    private static final Map<String, String> COMMON = Map.of(
            "200", "The request succeeded. The body has the resource, or a page of the list.",
            "201", "The resource was created. The body has it, and `Location` has its address.",
            "204", "The resource was deleted. There is no body.",
            "422", "An attribute has an invalid value. Nothing was changed.");

    /** A status with what it means, in Markdown, and the codes of its errors. */
    record Status(String status, String sentence, List<String> codes) {
        char statusClass() {
            return status.charAt(0);
        }
    }

    /** One code, with the contract's first example of it. */
    record Code(
            String code,
            String status,
            String title,
            String cause,
            String cure,
            @Nullable Example example) {
        /** The first digit, which selects the colour. */
        char statusClass() {
            return status.charAt(0);
        }
    }

    record Example(String summary, String json) {}

    boolean hasOAuth() {
        return !ofOAuth.isEmpty();
    }

    /** Whether the contract explains its error codes. */
    static boolean isFor(JsonNode contract) {
        return !contract.at("/components/schemas/ErrorCode/x-codes").isEmpty();
    }

    static ErrorsPage of(JsonNode contract, SearchIndex search) {
        List<Code> codes = codes(contract, "ErrorCode", "/errors/0/code", search);
        List<Status> statuses = statuses(new Definitions(contract), codes);
        statuses.forEach(status ->
                search.add("Status", status.status(), status.sentence(), "errors.html#status-" + status.status()));
        return new ErrorsPage(
                statuses,
                codes,
                codes(contract, "ValidationCode", "/errors/0/meta/error", search),
                codes(contract, "OAuthErrorCode", OF_OAUTH, search));
    }

    /** Every status that a response can have, with the contract's first description of it. */
    private static List<Status> statuses(Definitions definitions, List<Code> codes) {
        Map<String, String> sentences = new TreeMap<>();
        ContractOperation.all(definitions).stream()
                .flatMap(operation -> operation.responses().stream())
                .forEach(response -> sentences.putIfAbsent(
                        response.getKey(),
                        COMMON.getOrDefault(
                                response.getKey(),
                                response.getValue().path("description").asText())));
        codes.forEach(code -> sentences.putIfAbsent(code.status(), code.cause()));
        return sentences.entrySet().stream()
                .map(status -> new Status(
                        status.getKey(),
                        status.getValue(),
                        codes.stream()
                                .filter(code -> code.status().equals(status.getKey()))
                                .map(Code::code)
                                .toList()))
                .toList();
    }

    private static List<Code> codes(JsonNode contract, String schema, String pointer, SearchIndex search) {
        JsonNode components = contract.path("components");
        List<Code> codes = components
                .path("schemas")
                .path(schema)
                .path("x-codes")
                .valueStream()
                .map(code -> code(code, components.path("examples"), pointer))
                .toList();
        codes.forEach(code ->
                search.add("Error", code.code(), code.title() + ". " + code.cause(), "errors.html#" + code.code()));
        return codes;
    }

    private static Code code(JsonNode code, JsonNode examples, String pointer) {
        String name = code.path("code").asText();
        return new Code(
                name,
                code.path("status").asText(),
                code.path("title").asText(),
                code.path("cause").asText(),
                code.path("cure").asText(),
                examples.valueStream()
                        .filter(example ->
                                example.path("value").at(pointer).asText().equals(name))
                        // Those of OAuth have the same codes in another format.
                        .filter(example -> pointer.equals(OF_OAUTH)
                                || !example.path("value").has("error"))
                        .findFirst()
                        .map(example -> new Example(
                                example.path("summary").asText("Example"), Samples.pretty(example.path("value"))))
                        .orElse(null));
    }
}
