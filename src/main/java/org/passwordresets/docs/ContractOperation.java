package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passwordresets.contract.Operation;

/**
 * An operation as it stands in the contract.
 *
 * @param method in small letters
 * @param shared the members of its path, such as parameters
 */
record ContractOperation(Definitions definitions, String method, String path, JsonNode node, JsonNode shared) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");

    static List<ContractOperation> all(Definitions definitions) {
        return definitions.contract().path("paths").properties().stream()
                .flatMap(path -> definitions.follow(path.getValue()).properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> new ContractOperation(
                                definitions, member.getKey(), path.getKey(), member.getValue(), path.getValue())))
                .toList();
    }

    /** As a fragment of an address. */
    String id() {
        return Operation.anchor(name());
    }

    String summary() {
        return node.path("summary").asText(name());
    }

    private String name() {
        return node.path("operationId").asText(method.toUpperCase(Locale.ROOT) + " " + path);
    }

    String tag() {
        return node.path("tags").path(0).asText("Operations");
    }

    /** The parameters of the path, then its own. */
    List<JsonNode> parameters() {
        return Stream.of(shared, node)
                .flatMap(place -> place.path("parameters").valueStream())
                .map(definitions::follow)
                .toList();
    }

    /** The request body, of its first media type. */
    JsonNode content() {
        return first(definitions.follow(node.path("requestBody")));
    }

    JsonNode body() {
        return content().path("schema");
    }

    /** The responses by status, with references followed. */
    List<Map.Entry<String, JsonNode>> responses() {
        return node.path("responses").properties().stream()
                .map(response -> Map.entry(response.getKey(), definitions.follow(response.getValue())))
                .toList();
    }

    /** The first successful response; missing without one. */
    JsonNode success() {
        return responses().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** The resource object in its successful response: that of {@code data}, or of each of its items. */
    JsonNode returned() {
        JsonNode data = definitions.property(first(success()).path("schema"), "data");
        return data.has("items") ? definitions.whole(data.get("items")) : data;
    }

    boolean returnsList() {
        return definitions.property(first(success()).path("schema"), "data").has("items");
    }

    /** What a body or a response has in its first media type. */
    static JsonNode first(JsonNode described) {
        return described.path("content").valueStream().findFirst().orElse(MissingNode.getInstance());
    }

    /** The media types of the request body; none without one. */
    List<String> mediaTypes() {
        return definitions
                .follow(node.path("requestBody"))
                .path("content")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a request needs an access token: the client secret of an application is none. */
    boolean needsToken() {
        return schemes().anyMatch(scheme -> !scheme.path("scheme").asText().equalsIgnoreCase("basic"));
    }

    /** The header with the access token, as curl sends it; empty if it is not in a header. */
    Optional<String> tokenHeader() {
        return schemes()
                .filter(scheme -> !scheme.path("scheme").asText().equalsIgnoreCase("basic"))
                .findFirst()
                .flatMap(ContractOperation::header);
    }

    private static Optional<String> header(JsonNode scheme) {
        if (!scheme.path("type").asText().equals("apiKey")) {
            return Optional.of("Authorization: Bearer $T");
        }
        return scheme.path("in").asText().equals("header")
                ? Optional.of(scheme.path("name").asText() + ": $T")
                : Optional.empty();
    }

    /** The ways to authenticate a request. */
    private Stream<JsonNode> schemes() {
        JsonNode security = node.has("security")
                ? node.get("security")
                : definitions.contract().path("security");
        JsonNode known = definitions.contract().at("/components/securitySchemes");
        return security.valueStream()
                .flatMap(alternative -> alternative.propertyStream())
                .map(scheme -> definitions.follow(known.path(scheme.getKey())));
    }
}
