package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** Every error code with its cause and solution. */
record ErrorsPage(List<Code> codes, List<Code> validations) {
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

    static ErrorsPage of(JsonNode contract, SearchIndex search) {
        return new ErrorsPage(
                codes(contract, "ErrorCode", "/errors/0/code", search),
                codes(contract, "ValidationCode", "/errors/0/meta/error", search));
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
                        .findFirst()
                        .map(example -> new Example(
                                example.path("summary").asText("Example"),
                                example.path("value").toPrettyString()))
                        .orElse(null));
    }
}
