package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.query.FilterName;

/**
 * Finds what one interaction uses of the operation that it calls: all that it sends, and all that it expects in the response.
 */
final class UseReader {
    private static final String RESPONSE = "response";
    private static final String ATTRIBUTES = " attributes ";
    private static final Set<String> ALWAYS_PRESENT = Set.of("id", "type");

    private final Interaction interaction;
    private final Endpoint endpoint;
    private final Map<String, ResourceType> types;
    private final Set<String> parts = new LinkedHashSet<>();

    private UseReader(Interaction interaction, Endpoint endpoint, Map<String, ResourceType> types) {
        this.interaction = interaction;
        this.endpoint = endpoint;
        this.types = types;
    }

    static Stream<Use> uses(Interaction interaction, Endpoint endpoint, Map<String, ResourceType> types) {
        UseReader reader = new UseReader(interaction, endpoint, types);
        reader.readRequest(interaction.request());
        reader.readResponse(interaction.response());
        return reader.parts.stream().map(part -> new Use(interaction, endpoint.name(), part));
    }

    private void readRequest(Interaction.Request request) {
        endpoint.pathParameters().forEach(name -> parts.add("path parameter " + name));
        request.query().forEach((name, values) -> {
            parts.add("query parameter " + name);
            readParameter(
                    name,
                    values.stream()
                            .flatMap(value -> Stream.of(value.split(",")))
                            .toList());
        });
        request.headers().keySet().forEach(name -> parts.add("header parameter " + name));
        if (!request.body().isMissingNode()) {
            parts.add("the body");
            addMembers("request", request.body());
        }
    }

    /** The types and attributes in a parameter. What the contract does not know is an error and therefore no use. */
    private void readParameter(String name, List<String> values) {
        ResourceType type = types.get(String.valueOf(endpoint.resourceType()));
        if (name.startsWith("fields[") && name.endsWith("]")) {
            readFields(name.substring("fields[".length(), name.length() - 1), values);
        } else if (type == null) {
            return;
        } else if (name.equals("sort")) {
            values.forEach(value -> parts.add("sort " + type.name() + " " + value.replaceFirst("^-", "")));
        } else if (name.equals("include")) {
            values.forEach(value -> parts.add("include " + type.name() + " " + value));
        } else {
            FilterName.read(name, type, types::get).ifPresent(filter -> filter.paths()
                    .forEach(path -> parts.add("filter "
                            + (path.relationship() == null
                                    ? type.name()
                                    : path.relationship().relatedType())
                            + " " + path.attribute().name())));
        }
    }

    /** Requests may list {@code id} and {@code type}, which are always present anyway. */
    private void readFields(String type, List<String> names) {
        names.stream().filter(name -> !ALWAYS_PRESENT.contains(name)).forEach(name -> {
            parts.add("type " + type + ATTRIBUTES + name);
            if (type.equals(endpoint.resourceType())) {
                parts.add(RESPONSE + (endpoint.isList() ? " data[]" : " data") + ATTRIBUTES + name);
            }
        });
    }

    private void readResponse(Interaction.Response response) {
        String status = RESPONSE + " " + response.status();
        parts.add(status);
        response.headers().keySet().forEach(name -> parts.add(status + ": header " + name));
        String mediaType = response.headers().getOrDefault("Content-Type", "");
        parts.add(RESPONSE + " as " + mediaType.replaceFirst("\\s*;.*", ""));
        addMembers(RESPONSE, response.body());
        addTypes(response.body().path("data"), endpoint.resourceType());
        addTypes(response.body().path("included"), null);
        response.body().path("errors").forEach(error -> addCodes(error));
    }

    private void addMembers(String place, JsonNode node) {
        parts.add(place);
        node.properties().forEach(member -> addMembers(place + " " + member.getKey(), member.getValue()));
        if (node.isArray()) {
            node.forEach(element -> addMembers(place + "[]", element));
        }
    }

    private void addTypes(JsonNode resources, String usual) {
        (resources.isArray() ? resources.valueStream() : Stream.of(resources)).forEach(resource -> {
            String type = resource.path("type").asText(usual);
            if (types.containsKey(String.valueOf(type))) {
                addMembers("type " + type, resource);
            }
        });
    }

    private void addCodes(JsonNode error) {
        Stream.of(error.path("code"), error.path("meta").path("error"))
                .filter(JsonNode::isTextual)
                .forEach(code -> parts.add("code " + code.asText()));
    }
}
