package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.resource.Identifier;
import org.passwordresets.stub.sample.SchemaSamples;

/** Creates, changes and deletes rows, with what follows from it for other rows: see {@link ResetRules}. */
@Singleton
final class RowWrites {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final State state;
    private final ResetRules rules;
    private final Clock clock;

    RowWrites(State state, ResetRules rules, Clock clock) {
        this.state = state;
        this.rules = rules;
        this.clock = clock;
    }

    /** Adds a resource whose attributes are valid. */
    Row create(ResourceType type, Operation operation, JsonNode attributes) {
        Row row = draft(type, operation, attributes);
        keep(row, attributes);
        return row;
    }

    /** A new resource that is not in the state yet. */
    Row draft(ResourceType type, Operation operation, JsonNode asked) {
        Instant now = clock.instant();
        return new Row(type.name(), Identifier.random(), initial(operation, asked, now), new LinkedHashMap<>(), now);
    }

    /** Adds a draft whose attributes are valid. */
    void keep(Row row, JsonNode asked) {
        rules.created(row, asked);
        state.put(row);
    }

    void delete(Row row) {
        rules.deleted(row);
        state.remove(row);
    }

    /** The submitted attributes, and defaults for new resources from the response's schema. */
    private static ObjectNode initial(Operation operation, JsonNode asked, Instant now) {
        ObjectNode attributes = JSON.objectNode();
        operation
                .definition()
                .path("responses")
                .path(Integer.toString(operation.successStatus()))
                .at("/content/application~1vnd.api+json/schema/properties/data/properties/attributes/properties")
                .properties()
                .forEach(attribute -> attributes.set(
                        attribute.getKey(),
                        asked.has(attribute.getKey())
                                ? asked.get(attribute.getKey())
                                : initial(attribute.getValue(), now)));
        return attributes;
    }

    private static JsonNode initial(JsonNode schema, Instant now) {
        if (schema.path("nullable").asBoolean()) {
            return JSON.nullNode();
        }
        if (schema.has("default")) {
            return schema.get("default");
        }
        if (schema.path("format").asText().equals("date-time")) {
            return JSON.textNode(ResetRules.text(now));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> JSON.objectNode();
            case "array" -> JSON.arrayNode();
            case "boolean" -> JSON.booleanNode(false);
            default -> schema.has("enum") ? schema.get("enum").get(0) : SchemaSamples.OF_RESOLVED.typical(schema);
        };
    }

    /** Changes attributes to valid values. */
    void update(Row row, JsonNode asked) {
        ObjectNode before = row.attributes().deepCopy();
        asked.properties().stream()
                .filter(attribute -> row.attributes().has(attribute.getKey()))
                .forEach(attribute -> row.attributes().set(attribute.getKey(), attribute.getValue()));
        if (row.attributes().has("updated_at")) {
            row.attributes().put("updated_at", ResetRules.text(clock.instant()));
        }
        rules.updated(row, before, asked);
    }
}
