package org.passwordresets.stub.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Random;

/** Makes values for the schemas of one document, and validates values. */
public final class SchemaSamples {
    private static final int MAX_ATTEMPTS = 20;
    /** For schemas whose references have been followed. */
    public static final SchemaSamples OF_RESOLVED = new SchemaSamples(MissingNode.getInstance(), Direction.RESPONSE);

    private final Schemas schemas;
    private final SchemaCheck check;
    private final Direction direction;

    /** @param document what references such as {@code #/components/schemas/Pet} lead into */
    public SchemaSamples(JsonNode document, Direction direction) {
        this.direction = direction;
        this.schemas = new Schemas(document);
        this.check = new SchemaCheck(document, schemas, direction);
    }

    /** The part of the document that a reference leads to; the node itself if it is no reference. */
    public JsonNode follow(JsonNode node) {
        return schemas.follow(node);
    }

    /** The schema with its references followed and each {@code allOf} merged, at its top. */
    public JsonNode whole(JsonNode schema) {
        return schema.isObject() ? schemas.whole(schema) : schema;
    }

    /** The validators of the same schemas. */
    public SchemaCheck check() {
        return check;
    }

    /**
     * A typical value, the same at every call.
     *
     * @throws NoSampleException if none was found
     */
    public JsonNode typical(JsonNode schema) {
        return valid(schema, 0, true);
    }

    /**
     * A random value, the same for the same seed.
     *
     * @throws NoSampleException if none was found
     */
    public JsonNode random(JsonNode schema, long seed) {
        return valid(schema, seed, false);
    }

    /**
     * A typical value that is as valid as possible, for a schema that contradicts itself.
     *
     * @throws NoSampleException if the schema contains itself without end
     */
    public JsonNode closest(JsonNode schema) {
        return new Sample(schemas, check, direction, true, false, new Random(0)).of(schema);
    }

    /** The parts are valid already, but a restriction of the whole may concern several. */
    private JsonNode valid(JsonNode schema, long seed, boolean isTypical) {
        Random random = new Random(seed);
        String reason = "";
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            JsonNode value = new Sample(schemas, check, direction, isTypical, true, random).of(schema);
            var errors = check.errors(schema, value);
            if (errors.isEmpty()) {
                return value;
            }
            reason = errors.get(0).getInstanceLocation() + ": " + errors.get(0).getMessage();
        }
        throw new NoSampleException(schema, "No value was found that is valid for this schema (" + reason + ")");
    }
}
