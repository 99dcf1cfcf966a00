package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Relationship;
import org.passwordresets.contract.ResourceType;

/** Lists the parts of a contract, each with the consumers that use it. */
final class PartReader {
    private static final Set<Part.Kind> OF_AN_OPERATION =
            EnumSet.of(Part.Kind.LISTED, Part.Kind.FIELD, Part.Kind.RETURNED);

    private final Usage usage;
    private final List<Endpoint> endpoints;
    private final Map<String, ResourceType> types;
    private final List<Part> parts = new ArrayList<>();

    PartReader(Usage usage, List<Endpoint> endpoints, Map<String, ResourceType> types) {
        this.usage = usage;
        this.endpoints = endpoints;
        this.types = types;
    }

    List<Part> parts() {
        endpoints.forEach(this::addOperation);
        types.values().forEach(this::addType);
        addErrors();
        return parts;
    }

    private void addOperation(Endpoint endpoint) {
        String operation = endpoint.name();
        parts.add(new Part(Part.Kind.OPERATION, "", operation, usage.callers(operation)));
        endpoint.statuses().forEach(status -> add(Part.Kind.STATUS, operation, status, "response " + status));
        endpoint.queryParameters()
                .forEach(name -> add(Part.Kind.PARAMETER, operation, name, "query parameter " + name));
        addLeaves(Part.Kind.FIELD, operation, "", "request", endpoint.plainRequest());
        addLeaves(Part.Kind.RETURNED, operation, "", "response", endpoint.plainResponse());
        if (endpoint.isList()) {
            JsonNode document = endpoint.response().path("properties");
            addLeaves(Part.Kind.LISTED, operation, "meta.", "response meta", document.path("meta"));
            addLeaves(Part.Kind.LISTED, operation, "links.", "response links", document.path("links"));
        }
    }

    private void addType(ResourceType type) {
        String name = type.name();
        addLeaves(Part.Kind.MEMBER, name, "", "type " + name, resource(name));
        writers(name).forEach(writer -> writer.requestData()
                .at("/properties/attributes/properties")
                .fieldNames()
                .forEachRemaining(attribute -> addWritten(name, attribute)));
        type.attributes().values().stream()
                .filter(Attribute::filterable)
                .forEach(attribute -> addAnywhere(Part.Kind.FILTERED, name, attribute.name(), "filter"));
        type.attributes().values().stream()
                .filter(Attribute::sortable)
                .forEach(attribute -> addAnywhere(Part.Kind.SORTED, name, attribute.name(), "sort"));
        type.relationships().values().stream()
                .filter(Relationship::includable)
                .forEach(relationship -> addAnywhere(Part.Kind.INCLUDED, name, relationship.name(), "include"));
    }

    private JsonNode resource(String type) {
        return endpoints.stream()
                .filter(endpoint -> type.equals(endpoint.resourceType()))
                .map(Endpoint::resource)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private Stream<Endpoint> writers(String type) {
        return endpoints.stream().filter(endpoint -> endpoint.requestData()
                .at("/properties/type/enum/0")
                .asText()
                .equals(type));
    }

    /** Adds an attribute once, even if several operations write it. */
    private void addWritten(String type, String attribute) {
        Set<String> consumers = new TreeSet<>();
        writers(type)
                .forEach(writer ->
                        consumers.addAll(usage.consumers(writer.name(), "request data attributes " + attribute)));
        Part part = new Part(Part.Kind.WRITTEN, type, attribute, consumers);
        if (!parts.contains(part)) {
            parts.add(part);
        }
    }

    private void addErrors() {
        JsonNode error = endpoints.stream()
                .flatMap(endpoint -> endpoint.definition().path("responses").valueStream())
                .map(response -> Endpoint.schema(response).at("/properties/errors/items"))
                .filter(schema -> !schema.isMissingNode())
                .findFirst()
                .orElse(MissingNode.getInstance());
        addLeaves(Part.Kind.MEMBER, "errors", "", "response errors[]", error);
        addCodes(Part.Kind.CODE, error.at("/properties/code"));
        addCodes(Part.Kind.VALIDATION, error.at("/properties/meta/properties/error"));
    }

    private void addCodes(Part.Kind kind, JsonNode schema) {
        schema.path("enum")
                .forEach(code ->
                        parts.add(new Part(kind, "errors", code.asText(), usage.consumers("code " + code.asText()))));
    }

    /** Adds the leaves of a schema; omits {@code attributes} from their names. */
    private void addLeaves(Part.Kind kind, String owner, String prefix, String place, JsonNode schema) {
        schema.path("properties").properties().forEach(member -> {
            String name = member.getKey();
            String inner = place + " " + name;
            if (member.getValue().has("properties")) {
                boolean isAttributes = name.equals("attributes");
                String longer = isAttributes ? "" : prefix + name + ".";
                addLeaves(isAttributes ? Part.Kind.READ : kind, owner, longer, inner, member.getValue());
            } else if (OF_AN_OPERATION.contains(kind)) {
                add(kind, owner, prefix + name, inner);
            } else {
                parts.add(new Part(kind, owner, prefix + name, usage.consumers(inner)));
            }
        });
    }

    private void add(Part.Kind kind, String operation, String name, String part) {
        parts.add(new Part(kind, operation, name, usage.consumers(operation, part)));
    }

    private void addAnywhere(Part.Kind kind, String type, String name, String use) {
        parts.add(new Part(kind, type, name, usage.consumers(use + " " + type + " " + name)));
    }
}
