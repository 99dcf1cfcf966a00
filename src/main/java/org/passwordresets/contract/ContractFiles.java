package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads the YAML files of the contract and follows each {@code $ref} between them, so that what comes out is one tree
 * with nothing left to look up.
 */
final class ContractFiles {
    private static final ObjectMapper YAML = new YAMLMapper();

    /** Opens a file of the contract by its name, such as {@code customers.yaml}. */
    @FunctionalInterface
    interface Opener {
        InputStream open(String file) throws IOException;
    }

    private final Opener opener;
    private final Map<String, JsonNode> files = new HashMap<>();
    private final Map<String, JsonNode> resolved = new HashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();

    ContractFiles(Opener opener) {
        this.opener = opener;
    }

    /** The whole of one file, without references. */
    JsonNode read(String file) {
        return resolve(parse(file), file);
    }

    private JsonNode resolve(JsonNode node, String file) {
        if (node instanceof ObjectNode object) {
            JsonNode reference = object.get("$ref");
            return reference != null && reference.isTextual()
                    ? follow(reference.textValue(), file)
                    : resolveMembers(object, file);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(resolve(element, file)));
            return copy;
        }
        return node;
    }

    private ObjectNode resolveMembers(ObjectNode object, String file) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> copy.set(member.getKey(), resolve(member.getValue(), file)));
        return copy;
    }

    private JsonNode follow(String reference, String from) {
        int hash = reference.indexOf('#');
        String file = hash == 0 ? from : reference.substring(0, hash < 0 ? reference.length() : hash);
        String pointer = hash < 0 ? "" : reference.substring(hash + 1);
        String target = file.replaceFirst("^\\./", "") + "#" + pointer;
        JsonNode known = resolved.get(target);
        if (known != null) {
            return known;
        }
        if (!underway.add(target)) {
            throw new ContractException(
                    from + ": $ref " + reference + " leads back to itself: " + String.join(" -> ", underway));
        }
        JsonNode found = parse(target.substring(0, target.indexOf('#'))).at(JsonPointer.compile(pointer));
        if (found.isMissingNode()) {
            throw new ContractException(from + ": $ref " + reference + " points to nothing");
        }
        JsonNode whole = resolve(found, target.substring(0, target.indexOf('#')));
        underway.remove(target);
        resolved.put(target, whole);
        return whole;
    }

    private JsonNode parse(String file) {
        return files.computeIfAbsent(file, name -> {
            try (InputStream content = opener.open(name)) {
                return YAML.readTree(content);
            } catch (IOException e) {
                throw new ContractException(name + ": " + e.getMessage(), e);
            }
        });
    }
}
