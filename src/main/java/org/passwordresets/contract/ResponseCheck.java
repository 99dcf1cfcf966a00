package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks the responses of one operation against the contract. */
public final class ResponseCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String operation;
    private final JsonNode responses;
    private final Map<String, Schema> schemas = new HashMap<>();
    private final Map<String, Map<String, Schema>> headerSchemas = new HashMap<>();

    /** Compiles the validators. */
    public ResponseCheck(Operation operation) {
        this.operation = operation.id();
        this.responses = operation.definition().path("responses");
        SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());
        responses.properties().forEach(response -> {
            response.getValue()
                    .path("content")
                    .properties()
                    .forEach(content -> schemas.put(
                            response.getKey() + " " + content.getKey(), schema(content.getValue(), registry)));
            Map<String, Schema> ofHeaders = new LinkedHashMap<>();
            response.getValue()
                    .path("headers")
                    .properties()
                    .forEach(header -> ofHeaders.put(header.getKey(), schema(header.getValue(), registry)));
            headerSchemas.put(response.getKey(), ofHeaders);
        });
    }

    private static Schema schema(JsonNode holder, SchemaRegistry registry) {
        Schema schema = registry.getSchema(
                ExactSchema.ofResponse(RequestDocument.withoutExtensions(withoutWriteOnly(holder.path("schema")))));
        schema.initializeValidators();
        return schema;
    }

    /** A schema that refuses the properties which only requests have. */
    private static JsonNode withoutWriteOnly(JsonNode schema) {
        if (!schema.isContainerNode() || schema.isEmpty()) {
            return schema;
        }
        if (schema instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode(array.size());
            array.forEach(element -> copy.add(withoutWriteOnly(element)));
            return copy;
        }
        ObjectNode copy = JSON.createObjectNode();
        schema.properties().forEach(member -> copy.set(member.getKey(), withoutWriteOnly(member.getValue())));
        schema.path(EffectiveSchemas.WRITE_ONLY).forEach(name -> copy.withObjectProperty("properties")
                .putObject(name.asText())
                .putObject("not"));
        return copy;
    }

    /** Every violation of the contract by the response to a request without {@code fields}; empty if there is none. */
    public List<String> departures(int status, HttpHeaders headers, byte[] body) {
        return departures(status, headers, body, RequestedFields.ALL);
    }

    /**
     * Every violation of the contract by the response; empty if there is none.
     *
     * @param body the decompressed body; null if there is none to check, as after HEAD
     */
    public List<String> departures(int status, HttpHeaders headers, @Nullable byte[] body, RequestedFields fields) {
        String promised = Operation.responseKey(status, responses).orElse(null);
        if (promised == null) {
            return List.of("The contract has no status %d for %s.".formatted(status, operation));
        }
        List<String> departures = new ArrayList<>(
                departures(promised, status, headers.firstValue("Content-Type").orElse(""), body, fields));
        headerSchemas.get(promised).forEach((name, schema) -> headers.firstValue(name)
                .ifPresentOrElse(
                        value -> addDepartures(name, value, schema, departures),
                        () -> addMissing(name, promised, departures)));
        return departures;
    }

    private static void addDepartures(String name, String value, Schema schema, List<String> departures) {
        JsonNode node = value.matches("-?\\d{1,18}")
                ? JSON.getNodeFactory().numberNode(Long.parseLong(value))
                : JSON.getNodeFactory().textNode(value);
        schema.validate(node).forEach(error -> departures.add("The header " + name + ": " + error.getMessage()));
    }

    private void addMissing(String name, String promised, List<String> departures) {
        if (responses.path(promised).path("headers").path(name).path("required").asBoolean()) {
            departures.add(
                    "The contract has the header %s in the %s, but the response does not.".formatted(name, promised));
        }
    }

    private List<String> departures(
            String promised, int status, String contentType, @Nullable byte[] body, RequestedFields fields) {
        JsonNode content = responses.path(promised).path("content");
        if (content.isEmpty()) {
            return body == null || body.length == 0
                    ? List.of()
                    : List.of("The contract has a %d without a body, but this one has %d bytes."
                            .formatted(status, body.length));
        }
        String type = contentType.split(";")[0].strip().toLowerCase(Locale.ROOT);
        Schema schema = schemas.get(promised + " " + type);
        if (schema == null) {
            List<String> types = new ArrayList<>();
            content.fieldNames().forEachRemaining(types::add);
            return List.of("The contract has a %d of type %s, but this one is %s."
                    .formatted(status, String.join(" or ", types), type.isEmpty() ? "without a type" : type));
        }
        return body == null ? List.of() : departures(schema, body, fields);
    }

    private static String text(Error error) {
        boolean isWriteOnly =
                error.getKeyword().equals("not") && error.getSchemaNode().isEmpty();
        return error.getInstanceLocation() + ": "
                + (isWriteOnly ? "only requests have this member (writeOnly)" : error.getMessage());
    }

    /** Each message names the place and the rule. */
    private static List<String> departures(Schema schema, byte[] body, RequestedFields fields) {
        try {
            JsonNode document = JSON.readTree(body);
            return schema.validate(document).stream()
                    .filter(error -> !fields.leaveOut(error, document))
                    .map(ResponseCheck::text)
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of("The body is not JSON.");
        } catch (IOException e) {
            return List.of("The body cannot be read.");
        }
    }
}
