package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.stream.Stream;
import org.passwordresets.contract.Operation;
import org.passwordresets.pact.PactCheck.Departure;

/**
 * Whether the contract takes the body of a request outside JSON:API: its media type, its fields, and their values. A consumer
 * that expects a 4xx may send what does not fit.
 */
final class PlainRequestCheck {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getOpenApi30());
    private static final String BODY = "/requestBody";

    private PlainRequestCheck() {}

    static Stream<Departure> departures(Interaction interaction, Operation operation) {
        JsonNode content = operation.definition().at(BODY).path("content");
        Interaction.Request request = interaction.request();
        if (interaction.response().status() >= 400 || content.isEmpty()) {
            return Stream.empty();
        }
        String type =
                request.headers().getOrDefault("Content-Type", "").split(";")[0].strip();
        if (!content.has(type)) {
            return Stream.of(Departure.at(operation, BODY, "the contract takes no body of the type " + type));
        }
        JsonNode schema = content.path(type).path("schema");
        String place = BODY + "/content/" + Departure.escape(type) + "/schema";
        return Stream.concat(
                        unknown(request.body(), schema),
                        SCHEMAS.getSchema(schema).validate(request.body()).stream()
                                .map(error -> error.getInstanceLocation() + ": " + error.getMessage()))
                .map(reason -> Departure.at(operation, place, reason));
    }

    /** The server ignores such a field. The consumer expects it to have an effect. */
    private static Stream<String> unknown(JsonNode body, JsonNode schema) {
        return body.propertyStream()
                .filter(field -> !schema.path("properties").has(field.getKey()))
                .map(field -> "the contract has no field " + field.getKey());
    }
}
