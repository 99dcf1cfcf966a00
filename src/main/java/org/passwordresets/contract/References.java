package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows each {@code $ref} within and between the files of a contract. The resolvers of the OpenAPI and JSON Schema
 * libraries do not report the file, line and column of a mistake, so this is our own.
 */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("(?=.)(?:\\./)?([^#]*)#?(|/.*)");

    /** A {@code $ref} in a file, and the part of the contract that it leads to. */
    record Reference(String text, String from, String file, String pointer, JsonNode target) {
        String address() {
            return file + "#" + pointer;
        }
    }

    private final ContractFiles files;
    private final Map<String, JsonNode> resolved = new HashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();

    References(ContractFiles files) {
        this.files = files;
    }

    /** A part of a file with every reference followed. */
    JsonNode resolve(JsonNode node, String file) {
        return copy(node, file, this::resolve);
    }

    private JsonNode resolve(Reference reference) {
        JsonNode known = resolved.get(reference.address());
        if (known != null) {
            return known;
        }
        if (!underway.add(reference.address())) {
            throw mistake(reference.from(), reference.text(), "leads back to itself: " + String.join(" -> ", underway));
        }
        JsonNode whole = copy(reference.target(), reference.file(), this::resolve);
        underway.remove(reference.address());
        resolved.put(reference.address(), whole);
        return whole;
    }

    /** A copy of a part of a file, with each reference replaced. */
    JsonNode copy(JsonNode node, String file, Function<Reference, JsonNode> replacement) {
        if (node.path("$ref").isTextual()) {
            return replacement.apply(reference(node.get("$ref").textValue(), file));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(member -> copy.set(member.getKey(), copy(member.getValue(), file, replacement)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(copy(element, file, replacement)));
            return copy;
        }
        return node;
    }

    private Reference reference(String text, String from) {
        Matcher parts = REFERENCE.matcher(text);
        if (!parts.matches()) {
            throw mistake(
                    from,
                    text,
                    "is incomplete: it has the form file.yaml#/section/name, or #/section/name in the same file");
        }
        String file = parts.group(1).isEmpty() ? from : parts.group(1);
        String pointer = parts.group(2);
        JsonNode target = parseFor(text, file, from).at(JsonPointer.compile(pointer));
        if (target.isMissingNode()) {
            throw mistake(from, text, "points to nothing");
        }
        return new Reference(text, from, file, pointer, target);
    }

    private ContractException mistake(String file, String reference, String what) {
        return new ContractException(files.placeOf(file, reference) + ": $ref " + reference + " " + what);
    }

    private JsonNode parseFor(String reference, String file, String from) {
        try {
            return files.parse(file);
        } catch (UncheckedIOException e) {
            throw new ContractException(files.placeOf(from, reference) + ": there is no file " + file, e);
        }
    }
}
