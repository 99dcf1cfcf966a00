package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A third-party document. It has no {@code x-rights}, without which nobody could use an operation of our server. Its
 * references stay, because its schemas may contain themselves.
 */
final class ForeignDocument {
    private static final String REF = "$ref";
    private static final Set<String> DATA = Set.of("example", "default", "enum", "value");
    static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private ForeignDocument() {}

    static boolean is(ContractFiles files) {
        JsonNode paths = files.parse(files.root()).path("paths");
        return paths.isObject()
                && !paths.isEmpty()
                && paths.propertyStream().noneMatch(path -> hasRights(path.getValue(), files));
    }

    /** Our paths are in files of their own. */
    private static boolean hasRights(JsonNode path, ContractFiles files) {
        String reference = path.path(REF).asText();
        int fragment = reference.indexOf('#');
        return path.findValue("x-rights") != null
                || fragment > 0 && files.parse(reference.substring(0, fragment)).findValue("x-rights") != null;
    }

    /**
     * The whole document.
     *
     * @throws ContractException if it has no JSON:API operation, or a reference that leads nowhere
     */
    static ObjectNode read(ContractFiles files) {
        String root = files.root();
        ObjectNode document = whole(files);
        if (operations(document)
                .noneMatch(operation -> JsonApiMediaType.isIn(operation) || refersToJsonApi(operation, document))) {
            throw new ContractException(files.placeAt(root, JsonPointer.compile("/paths"))
                    + ": no operation has a request or response of the media type " + JsonApiMediaType.NAME
                    + ", and this stub is for JSON:API only");
        }
        ForeignSchemas.check(files);
        return document;
    }

    private static ObjectNode whole(ContractFiles files) {
        ObjectNode document = (ObjectNode) files.parse(files.root());
        if (isInSeveralFiles(document)) {
            return Bundling.of(files);
        }
        check(document, document, files);
        return document;
    }

    private static Stream<JsonNode> operations(JsonNode document) {
        return document.path("paths").valueStream().flatMap(path -> path.propertyStream()
                .filter(member -> METHODS.contains(member.getKey()))
                .map(Map.Entry::getValue));
    }

    private static boolean refersToJsonApi(JsonNode operation, JsonNode document) {
        return Stream.concat(
                        Stream.of(operation.path("requestBody")),
                        operation.path("responses").valueStream())
                .anyMatch(part -> part.has(REF)
                        && JsonApiMediaType.isIn(
                                document.at(LocalReference.pointer(part.get(REF).asText()))));
    }

    private static boolean isInSeveralFiles(JsonNode document) {
        return document.findValuesAsText(REF).stream().anyMatch(reference -> !reference.startsWith("#"));
    }

    private static void check(JsonNode node, JsonNode document, ContractFiles files) {
        if (node.path(REF).isTextual()
                && document.at(LocalReference.pointer(node.get(REF).textValue()))
                        .isMissingNode()) {
            throw new ContractException(files.place(files.root(), node, REF) + ": $ref "
                    + node.get(REF).textValue() + " points to nothing");
        }
        node.properties().stream()
                .filter(member ->
                        !DATA.contains(member.getKey()) || !member.getValue().isContainerNode() || isNamed(node))
                .forEach(member -> check(member.getValue(), document, files));
        if (node.isArray()) {
            node.forEach(element -> check(element, document, files));
        }
    }

    /** Properties of a schema can have any name. */
    private static boolean isNamed(JsonNode node) {
        return node.valueStream().allMatch(value -> value.isObject() && (value.has("type") || value.has(REF)));
    }
}
