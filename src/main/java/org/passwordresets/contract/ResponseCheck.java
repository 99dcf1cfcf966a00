package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds the answers to one operation against what the contract promises of them. */
public final class ResponseCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String operation;
    private final JsonNode responses;
    private final Map<String, Schema> schemas = new HashMap<>();

    /** The validators are compiled here. */
    public ResponseCheck(Operation operation) {
        this.operation = operation.id();
        this.responses = operation.definition().path("responses");
        SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());
        responses.properties().forEach(response -> response.getValue()
                .path("content")
                .properties()
                .forEach(content -> {
                    Schema schema = registry.getSchema(
                            RequestDocument.withoutExtensions(content.getValue().path("schema")));
                    schema.initializeValidators();
                    schemas.put(response.getKey() + " " + content.getKey(), schema);
                }));
    }

    /**
     * Every promise that the answer breaks; none where it keeps them all.
     *
     * @param contentType with or without parameters; null where the answer has none
     */
    public List<String> departures(int status, @Nullable String contentType, byte[] body) {
        String promised = promised(status);
        if (promised == null) {
            return List.of("The contract promises no status %d of %s.".formatted(status, operation));
        }
        JsonNode content = responses.path(promised).path("content");
        if (content.isEmpty()) {
            return body.length == 0
                    ? List.of()
                    : List.of("The contract promises a %d without a body, and this one has %d bytes."
                            .formatted(status, body.length));
        }
        String type =
                contentType == null ? "" : contentType.split(";")[0].strip().toLowerCase(Locale.ROOT);
        Schema schema = schemas.get(promised + " " + type);
        if (schema == null) {
            List<String> types = new ArrayList<>();
            content.fieldNames().forEachRemaining(types::add);
            return List.of("The contract promises a %d as %s, and this one is %s."
                    .formatted(status, String.join(" or ", types), type.isEmpty() ? "of no type" : type));
        }
        return departures(schema, body);
    }

    /** A status, a class of them such as {@code 4XX}, or the default, as OpenAPI ranks them. */
    @Nullable
    private String promised(int status) {
        for (String key : List.of(Integer.toString(status), status / 100 + "XX", "default")) {
            if (responses.has(key)) {
                return key;
            }
        }
        return null;
    }

    /** The messages name the place and the rule. */
    private static List<String> departures(Schema schema, byte[] body) {
        try {
            return schema.validate(JSON.readTree(body)).stream()
                    .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of("The body is not JSON.");
        } catch (IOException e) {
            return List.of("The body cannot be read.");
        }
    }
}
