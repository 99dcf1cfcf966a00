package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operations of a contract as requests see them: with the parameters, servers and credentials inherited from their path
 * and the root, and identified by an address in which the names of path parameters do not matter.
 */
final class Operations {
    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]*)}");

    private final JsonNode root;
    private final Map<String, Map<String, String>> pathParameters = new HashMap<>();

    /**
     * One operation.
     *
     * @param name as in the contract, such as {@code GET /api/events/{id}}
     */
    record Operation(String name, JsonNode content) {}

    private Operations(JsonNode root) {
        this.root = root;
        root.path("paths")
                .properties()
                .forEach(path -> METHODS.forEach(method -> pathParameters.put(
                        path.getValue().path(method).path("operationId").asText(), places(path.getKey()))));
    }

    /** All operations of a contract, by method and address. */
    static Map<String, Operation> of(JsonNode root) {
        return new Operations(root).in(root.path("paths"));
    }

    /** The operations of a callback, which inherit nothing from the root. */
    static Map<String, Operation> ofCallback(String address, JsonNode pathItem) {
        JsonNode paths = JsonNodeFactory.instance.objectNode().set(address, pathItem);
        return new Operations(JsonNodeFactory.instance.objectNode()).in(paths);
    }

    /** The address as clients see it. */
    static String address(String path) {
        return PATH_PARAMETER.matcher(path).replaceAll("{}");
    }

    private Map<String, Operation> in(JsonNode paths) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        paths.properties()
                .forEach(path -> METHODS.stream().filter(path.getValue()::has).forEach(method -> {
                    String verb = method.toUpperCase(Locale.ROOT) + " ";
                    String address = verb + address(path.getKey());
                    // If requests cannot distinguish two paths, they keep their names.
                    operations.put(
                            operations.containsKey(address) ? verb + path.getKey() : address,
                            new Operation(verb + path.getKey(), whole(path.getKey(), path.getValue(), method)));
                }));
        return operations;
    }

    private JsonNode whole(String path, JsonNode pathItem, String method) {
        ObjectNode whole = pathItem.path(method).deepCopy();
        whole.set("parameters", parameters(path, pathItem, whole));
        whole.set("servers", servers(List.of(whole, pathItem, root)));
        whole.set("security", first("security", List.of(whole, root)));
        whole.set("securitySchemes", root.path("components").path("securitySchemes"));
        whole.path("responses").forEach(response -> response.path("links").forEach(this::renameParameters));
        return whole;
    }

    /** Parameters by place and name; in the path, by place and position. */
    private JsonNode parameters(String path, JsonNode pathItem, JsonNode operation) {
        Map<String, String> places = places(path);
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        for (JsonNode owner : List.of(pathItem, operation)) {
            owner.path("parameters").forEach(parameter -> {
                String in = parameter.path("in").asText();
                String name = parameter.path("name").asText();
                String key = in.equals("path")
                        ? places.getOrDefault(name, name)
                        : in.equals("header") ? name.toLowerCase(Locale.ROOT) : name;
                parameters.set(in + " " + key, parameter);
            });
        }
        return parameters;
    }

    private static Map<String, String> places(String path) {
        Map<String, String> places = new HashMap<>();
        Matcher parameter = PATH_PARAMETER.matcher(path);
        while (parameter.find()) {
            places.put(parameter.group(1), "{" + places.size() + "}");
        }
        return places;
    }

    private static JsonNode first(String keyword, List<JsonNode> owners) {
        return owners.stream()
                .map(owner -> owner.path(keyword))
                .filter(JsonNode::isArray)
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::arrayNode);
    }

    private static JsonNode servers(List<JsonNode> owners) {
        ObjectNode servers = JsonNodeFactory.instance.objectNode();
        first("servers", owners)
                .forEach(server -> servers.set(server.path("url").asText().replaceFirst("/$", ""), server));
        return servers;
    }

    /** A link names the path parameters of its target operation. */
    private void renameParameters(JsonNode link) {
        Map<String, String> places =
                pathParameters.getOrDefault(link.path("operationId").asText(), Map.of());
        if (link.path("parameters") instanceof ObjectNode parameters) {
            List<String> names = new ArrayList<>();
            parameters.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> parameters.set(
                    places.getOrDefault(name.replaceFirst("^path\\.", ""), name), parameters.remove(name)));
        }
    }
}
