package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The places in the contract's files that define a request or a response, as {@code file.yaml:LINE:COLUMN}. */
public final class ContractPlaces {
    private final ContractFiles files;

    /** @param files the files from which the operations were read */
    public ContractPlaces(ContractFiles files) {
        this.files = files;
    }

    /** Where the operation is defined. */
    public Optional<String> ofOperation(Operation operation) {
        return Optional.of(files.placeOfOperation(
                        operation.path(), operation.method().toLowerCase(Locale.ROOT)))
                .filter(place -> !place.equals(operation.path()));
    }

    /** Where a member of the request's document is defined, or the nearest part above it that is. */
    public Optional<String> ofRequest(Operation operation, String pointer) {
        return inBody(operation.definition().path("requestBody"), pointer).or(() -> ofOperation(operation));
    }

    /** Where a query parameter or a header is defined, or the operation if it does not have this one. */
    public Optional<String> ofParameter(Operation operation, String name) {
        return operation
                .definition()
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asText().equalsIgnoreCase(name))
                .findFirst()
                .flatMap(files::placeOf)
                .or(() -> ofOperation(operation));
    }

    /** Where a member of a response is defined, or the nearest part above it that is. */
    public Optional<String> ofResponse(Operation operation, int status, String pointer) {
        JsonNode responses = operation.definition().path("responses");
        return Stream.of(Integer.toString(status), status / 100 + "XX", "default")
                .filter(responses::has)
                .findFirst()
                .flatMap(declared -> inBody(responses.path(declared), pointer))
                .or(() -> files.placeOf(responses))
                .or(() -> ofOperation(operation));
    }

    private Optional<String> inBody(JsonNode holder, String pointer) {
        Deque<JsonNode> reached = new ArrayDeque<>();
        reached.push(holder);
        JsonNode schema = holder.path("content").path(JsonApiMediaType.NAME).path("schema");
        for (JsonPointer rest = JsonPointer.compile(pointer); !schema.isMissingNode(); rest = rest.tail()) {
            reached.push(schema);
            schema = rest.matches() ? MissingNode.getInstance() : property(schema, rest.getMatchingProperty());
        }
        return reached.stream().flatMap(part -> files.placeOf(part).stream()).findFirst();
    }

    /** The schema of a member or an element; missing if there is none. */
    private static JsonNode property(JsonNode schema, String name) {
        if (schema.path("properties").has(name)) {
            return schema.get("properties").get(name);
        }
        if (schema.has("items") && name.matches("\\d+")) {
            return schema.get("items");
        }
        return List.of("allOf", "oneOf", "anyOf").stream()
                .flatMap(keyword -> schema.path(keyword).valueStream())
                .map(part -> property(part, name))
                .filter(found -> !found.isMissingNode())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
