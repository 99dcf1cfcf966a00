package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A schema as the parts of what it describes fit it: a consumer may need less than there is, and nothing that there is not.
 */
final class PartSchema {
    /** What asks for more than a consumer has to look at, or says nothing of a value. */
    private static final Set<String> LEFT_OUT =
            Set.of("required", "minProperties", "minItems", "uniqueItems", "not", "discriminator");

    private static final List<String> BRANCHES = List.of("allOf", "oneOf", "anyOf");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getOpenApi30());

    private final JsonNode schema;
    private final String place;

    /** @param place where it stands in the contract */
    PartSchema(JsonNode schema, String place) {
        this.schema = schema;
        this.place = place;
    }

    /**
     * What does not fit.
     *
     * @param at in the contract
     * @param reason with the place in the value
     */
    record Misfit(String at, String reason) {}

    Stream<Misfit> misfits(JsonNode value) {
        return Stream.concat(
                SCHEMAS.getSchema(relaxed(schema)).validate(value).stream().map(this::misfit),
                unknown(value, "", List.of(this)));
    }

    private Misfit misfit(Error error) {
        String fragment = error.getSchemaLocation().getFragment().toString();
        return new Misfit(
                place + fragment.substring(0, fragment.lastIndexOf('/')),
                error.getInstanceLocation() + ": " + error.getMessage());
    }

    private static JsonNode relaxed(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode copy = object.objectNode();
        object.properties().stream()
                .filter(keyword -> !LEFT_OUT.contains(keyword.getKey())
                        && !keyword.getKey().startsWith("x-"))
                .forEach(keyword -> add(copy, keyword.getKey(), keyword.getValue()));
        return copy;
    }

    private static void add(ObjectNode copy, String keyword, JsonNode value) {
        switch (keyword) {
            case "properties" -> {
                ObjectNode members = copy.putObject(keyword);
                value.properties().forEach(member -> members.set(member.getKey(), relaxed(member.getValue())));
            }
            case "items", "additionalProperties" -> copy.set(keyword, relaxed(value));
            // A part may be one of several of these.
            case "allOf", "anyOf", "oneOf" -> {
                ArrayNode branches = copy.putArray(keyword.equals("oneOf") ? "anyOf" : keyword);
                value.forEach(branch -> branches.add(relaxed(branch)));
            }
            default -> copy.set(keyword, value);
        }
    }

    /** The members that none of the schemas knows which hold for a value together. */
    private static Stream<Misfit> unknown(JsonNode value, String at, List<PartSchema> together) {
        List<PartSchema> all = together.stream().flatMap(PartSchema::parts).toList();
        if (value.isArray()) {
            List<PartSchema> items =
                    all.stream().flatMap(part -> part.below("items")).toList();
            return IntStream.range(0, value.size())
                    .boxed()
                    .flatMap(index -> unknown(value.get(index), at + "/" + index, items));
        }
        return value.properties().stream().flatMap(member -> {
            List<PartSchema> known =
                    all.stream().flatMap(part -> part.member(member.getKey())).toList();
            return known.isEmpty() && all.stream().anyMatch(PartSchema::isClosed)
                    ? Stream.of(all.stream()
                            .filter(PartSchema::isClosed)
                            .findFirst()
                            .orElseThrow()
                            .unknown(member.getKey(), at))
                    : unknown(member.getValue(), at + "/" + member.getKey(), known);
        });
    }

    private Misfit unknown(String member, String at) {
        boolean isSent = schema.path("properties").has(member)
                || schema.path("x-write-only").valueStream().anyMatch(name -> name.asText()
                        .equals(member));
        String reason = isSent ? "is only ever sent: not in a response" : "is not known";
        return new Misfit(place, "%s: property '%s' %s".formatted(at, member, reason));
    }

    /** It, and all that it is composed of. */
    private Stream<PartSchema> parts() {
        return Stream.concat(Stream.of(this), BRANCHES.stream().flatMap(keyword -> IntStream.range(
                        0, schema.path(keyword).size())
                .mapToObj(index -> new PartSchema(schema.path(keyword).get(index), place + "/" + keyword + "/" + index))
                .flatMap(PartSchema::parts)));
    }

    private Stream<PartSchema> below(String keyword) {
        return schema.has(keyword)
                ? Stream.of(new PartSchema(schema.get(keyword), place + "/" + keyword))
                : Stream.empty();
    }

    private Stream<PartSchema> member(String name) {
        JsonNode declared = schema.path("properties").path(name);
        if (!declared.isMissingNode()) {
            return declared.path("writeOnly").asBoolean()
                    ? Stream.empty()
                    : Stream.of(new PartSchema(declared, place + "/properties/" + name));
        }
        JsonNode others = schema.path("additionalProperties");
        return others.isObject() || others.asBoolean() ? below("additionalProperties") : Stream.empty();
    }

    /** Its members are those that it names, as far as it is concerned. */
    private boolean isClosed() {
        return schema.path("properties").isObject()
                && !schema.path("additionalProperties").isObject()
                && !schema.path("additionalProperties").asBoolean();
    }
}
