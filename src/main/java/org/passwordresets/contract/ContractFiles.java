package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the YAML files of the contract and follows each {@code $ref} between them, so that what comes out is one tree
 * with nothing left to look up.
 */
final class ContractFiles {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Opens a file of the contract by its name, such as {@code customers.yaml}. */
    @FunctionalInterface
    interface Opener {
        InputStream open(String file) throws IOException;
    }

    private final Opener opener;
    private final Map<String, JsonNode> files = new LinkedHashMap<>();
    private final Map<String, JsonNode> resolved = new LinkedHashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();

    ContractFiles(Opener opener) {
        this.opener = opener;
    }

    /** The whole of one file, without references. */
    JsonNode read(String file) {
        JsonNode tree = parse(file);
        if (!tree.isObject()) {
            throw new ContractException(
                    file + ":1:1: this is no contract: it must be an object with the member openapi");
        }
        return resolve(tree, file);
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
        if (file.isEmpty() || !pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new ContractException(placeOf(from, reference) + ": $ref " + reference
                    + " is incomplete: it has the form file.yaml#/section/name, or #/section/name in the same file");
        }
        String target = file.replaceFirst("^\\./", "") + "#" + pointer;
        JsonNode known = resolved.get(target);
        if (known != null) {
            return known;
        }
        if (!underway.add(target)) {
            throw new ContractException(placeOf(from, reference) + ": $ref " + reference + " leads back to itself: "
                    + String.join(" -> ", underway));
        }
        JsonNode found = parseFor(reference, target.substring(0, target.indexOf('#')), from)
                .at(JsonPointer.compile(pointer));
        if (found.isMissingNode()) {
            throw new ContractException(placeOf(from, reference) + ": $ref " + reference + " points to nothing");
        }
        JsonNode whole = resolve(found, target.substring(0, target.indexOf('#')));
        underway.remove(target);
        resolved.put(target, whole);
        return whole;
    }

    private JsonNode parseFor(String reference, String file, String from) {
        try {
            return parse(file);
        } catch (UncheckedIOException e) {
            throw new ContractException(placeOf(from, reference) + ": there is no file " + file, e);
        }
    }

    private JsonNode parse(String file) {
        JsonNode known = files.get(file);
        if (known != null) {
            return known;
        }
        try (InputStream content = opener.open(file)) {
            JsonNode tree = YAML.readTree(content);
            files.put(file, tree);
            return tree;
        } catch (JsonProcessingException e) {
            throw new ContractException(place(file, e.getLocation()) + ": " + firstWords(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The parser's own message goes on for lines, with the place and a piece of the file in them. */
    private static String firstWords(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .collect(Collectors.joining("; "));
    }

    /** Where the method of a path is written, as {@code file.yaml:LINE:COLUMN}. */
    String placeOfPath(String path, String method) {
        for (String file : files.keySet()) {
            JsonLocation location = find(
                    file,
                    parser -> parser.currentName().equals(method)
                            && path.equals(
                                    parser.getParsingContext().getParent().getCurrentName()));
            if (location != null) {
                return place(file, location);
            }
        }
        return path;
    }

    private String placeOf(String file, String reference) {
        return place(
                file,
                find(file, parser -> parser.currentName().equals("$ref") && reference.equals(parser.nextTextValue())));
    }

    /** Reads the file once more, because a tree does not know its lines; only done when something is wrong. */
    @Nullable
    private JsonLocation find(String file, FieldTest test) {
        try (JsonParser parser = YAML.createParser(opener.open(file))) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (token == JsonToken.FIELD_NAME) {
                    JsonLocation location = parser.currentTokenLocation();
                    if (test.matches(parser)) {
                        return location;
                    }
                }
                token = parser.nextToken();
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(String file, @Nullable JsonLocation location) {
        return location == null ? file : file + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    @FunctionalInterface
    private interface FieldTest {
        boolean matches(JsonParser parser) throws IOException;
    }
}
